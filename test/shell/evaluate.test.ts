import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readsOf } from './world.ts';

/** Commands, and a file that each of them reads when bash runs it in `/v`. */
function reads(name: string, cases: Readonly<Record<string, string>>): void {
  test(name, () => {
    const missed = Object.entries(cases).filter(([command, file]) => {
      const found = readsOf(command);
      return !found.reads.includes(file) && !found.unknown;
    });
    assert.deepEqual(missed, []);
  });
}

/** Commands that read these files alone, all of them told. */
function readsOnly(name: string, cases: Readonly<Record<string, readonly string[]>>): void {
  test(name, () => {
    for (const [command, files] of Object.entries(cases))
      assert.deepEqual(readsOf(command), { reads: [...files], unknown: false }, command);
  });
}

reads('a name is followed to what it runs', {
  'cat() { :; }; command cat a.md': '/v/a.md',
  'cat() { :; }; env cat a.md': '/v/a.md',
  'false && cat() { :; }; cat a.md': '/v/a.md',
  'alias cat=true; cat a.md': '/v/a.md',
  'f() { cat a.md; }; export -f f; bash -c f': '/v/a.md',
  'enable -n echo; hash -p /bin/cat echo; echo a.md': '/v/a.md',
  'cp /bin/cat /tmp/echo; /tmp/echo a.md': '/v/a.md',
  "env -iS 'cat a.md'": '/v/a.md',
  '$(which cat) a.md': '/v/a.md',
});

reads('what runs later sees what holds then', {
  "f=b.md; trap 'cat $f' EXIT; f=a.md": '/v/a.md',
  "trap 'cat ../a.md' EXIT; cd src": '/v/a.md',
  'g() { :; }; trap g EXIT; g() { cat a.md; }': '/v/a.md',
});

reads('loops and recursion go on until nothing changes', {
  'x=b.md; for ((i=0;i<2;i++)); do cat $x; x=a.md; done': '/v/a.md',
  'p=r q=r r=r s=a.md; while true; do cat $p; p=$q; q=$r; r=$s; done': '/v/a.md',
  'f() { cat $p; p=$q; q=$r; r=a.md; f; }; p=r q=r r=r; f': '/v/a.md',
});

reads('values are those of bash', {
  'f=a.md; g() { local f=b.md; }; g; cat $f': '/v/a.md',
  'declare -n r; r=f; f=a.md; cat $r': '/v/a.md',
  'x=(b.md a.md); cat "${x[@]:1}"': '/v/a.md',
  'x=(b.md Za.md); cat "${x[@]#Z}"': '/v/a.md',
  'set -- b.md a.md; cat "${@:2}"': '/v/a.md',
  'set -- b.md; if true; then set -- a.md; fi; cat $1': '/v/a.md',
  'declare -A m=([a.md]=HOME); cat "${!m[@]}"': '/v/a.md',
  "read p <<< 'a\\.md'; cat $p": '/v/a.md',
  "read -ra p <<< 'b.md a.md'; cat ${p[1]}": '/v/a.md',
  "mapfile -d: -t p <<< 'b.md:a.md:'; cat ${p[1]}": '/v/a.md',
  "while read x y; do cat $y; done <<< $'1 b.md\\n2 a.md'": '/v/a.md',
  'cat {,a.md}': '/v/a.md',
  'x=a; cat [$x].md': '/v/a.md',
  'cat [[=a=]].md': '/v/a.md',
});

reads('arithmetic runs what its texts hold', {
  "x='a[$(cat a.md)]'; echo $((x))": '/v/a.md',
  "[[ 'a[$(cat a.md)]' -eq 0 ]]": '/v/a.md',
  "let 'a[$(cat a.md)]=1'": '/v/a.md',
  "declare -i x='a[$(cat a.md)]'": '/v/a.md',
  "x='$(cat a.md)'; echo ${x@P}": '/v/a.md',
});

reads('descriptors and files that the command itself wrote are read as what they hold', {
  "source /dev/stdin <<< 'cat a.md'": '/v/a.md',
  "bash /dev/fd/3 3<<< 'cat a.md'": '/v/a.md',
  "echo 'cat a.md' > docs/s.sh; sh docs/s.sh": '/v/a.md',
  'echo a.md > docs/l; xargs cat < docs/l': '/v/a.md',
  "printf 'a.md\\0' | sort --files0-from=-": '/v/a.md',
  "sed -f <(echo 'r a.md') b.md": '/v/a.md',
  'awk -f - <<< \'BEGIN{while((getline l<"a.md")>0)print l}\'': '/v/a.md',
  "make --eval='$(info $(shell cat a.md))'": '/v/a.md',
  "vim -es -c '0read a.md' -c q": '/v/a.md',
  "python3 -c \"import os;os.chdir('src');print(open('../a.md').read())\"": '/v/a.md',
});

readsOnly('what is known is told exactly', {
  'cat a.md': ['/v/a.md'],
  'for f in a.md b.md; do cat "$f"; done': ['/v/a.md', '/v/b.md'],
  'cd() { builtin cd "$@"; }; cd src; cat index.ts': ['/v/src/index.ts'],
  'f() { cat "$1"; }; f a.md': ['/v/a.md'],
  'i=0; while [ $i -lt 3 ]; do cat a.md; i=$((i+1)); done': ['/v/a.md'],
  'echo $(date +%F)': [],
  'set -- a.md b.md; shift; cat "$1"': ['/v/b.md'],
  "trap 'echo done' EXIT; cat a.md": ['/v/a.md'],
});
