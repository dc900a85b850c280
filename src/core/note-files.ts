/**
 * Endings of files that hold notes; so does a file without one. Marks of an author mean something in these alone: what
 * finds marks and what refuses marked notes have to go by the same list.
 */
const noteFile =
  /(?:\.(?:md|markdown|mdown|mkdn?|mdx|txt|text|org|rst|adoc|asciidoc|qmd|rmd|typ|canvas)|(?:^|[/\\])[^./\\]*)$/i;

/** True for the path or the name of a file that may hold a note. */
export function isNote(path: string): boolean {
  return noteFile.test(path);
}

/** Endings of text that programs read as settings, and code: a null character in one hides nothing from those either. */
const plainFile =
  /(?:^|[/\\])\.env[^/\\]*$|\.(?:env|json[5c]?|ya?ml|toml|ini|conf|cfg|properties|tfvars|netrc|pem|csv|xml|html?|[cm]?js|py|rb|php|sh|ps1|sql)$/i;

/** True for the path or the name of a file that is text whatever characters are in it. */
export function isPlainText(path: string): boolean {
  return isNote(path) || plainFile.test(path);
}
