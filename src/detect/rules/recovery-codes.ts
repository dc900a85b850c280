import { readCodeList } from '../recovery-code-list.ts';
import type { Rule, Source } from '../rule.ts';

const docs =
  'https://docs.github.com/authentication/securing-your-account-with-two-factor-authentication-2fa/configuring-two-factor-authentication-recovery-methods';

/** What sites call the codes that open an account when the phone is gone. */
const labels = [
  'recovery code',
  'recovery-code',
  'recovery_code',
  'recoverycode',
  'backup code',
  'backup-code',
  'backup_code',
  'backupcode',
  'backup verification code',
  'backup passcode',
  'scratch code',
  'emergency code',
  'rescue code',
  'one-time code',
  'one-time backup',
  '2fa codes',
  'two-factor codes',
  'wiederherstellungscode',
  'wiederherstellungs-code',
  'notfallcode',
  'notfall-code',
  'ersatzcode',
  'sicherungscode',
  'codes de récupération',
  'codes de recuperation',
  'codes de secours',
  'codes de sauvegarde',
  'códigos de recuperación',
  'codigos de recuperacion',
  'códigos de respaldo',
  'codigos de respaldo',
  'códigos de seguridad',
  'códigos de recuperação',
  'codigos de recuperacao',
  'códigos de backup',
  'códigos de reserva',
  'códigos alternativos',
  'codici di recupero',
  'codici di backup',
  'codici di riserva',
  'codici di emergenza',
  'herstelcode',
  'back-upcode',
  'reservecode',
  'noodcode',
  'коды восстановления',
  'Коды восстановления',
  'кодов восстановления',
  'резервные коды',
  'Резервные коды',
  'резервных кодов',
  '恢复代码',
  '恢復代碼',
  '恢复码',
  '備用碼',
  '备用码',
  '备用代码',
  '备份代码',
  '備份碼',
  '备用验证码',
  '救援代码',
  'リカバリーコード',
  'リカバリコード',
  'バックアップコード',
  'バックアップ コード',
  '復旧コード',
  '回復コード',
];

const reach = 4096;
const nearness = 400;

/** A list of recovery codes under a heading or label that says so: one finding for the list. */
export const recoveryCodes: Rule = {
  id: 'secret.recovery-codes',
  severity: 'high',
  docs,
  literals: labels,
  reach: { before: 0, after: reach },
  *find({ text, at, literal, to }) {
    const from = at + literal.length;
    // The label that stands nearest to the codes speaks for them.
    const next = text
      .slice(from, from + nearness)
      .toLowerCase()
      .indexOf(literal);
    const list = readCodeList(text, from, next === -1 ? to : from + next);
    if (list !== undefined) yield { start: list.start, end: list.end, judged: '', args: { count: String(list.count) } };
  },
};

const fileName = /(?:recovery|backup|scratch|emergency)[ _-]?codes?[^/]{0,60}$/i;

/** The same for a file whose name says what it holds, as the ones that sites offer for download do. */
export const recoveryCodeFiles: Source = {
  literals: [],
  find(text, _at, _which, note) {
    if (!fileName.test(note.path)) return [];
    const list = readCodeList(text, 0, Math.min(text.length, reach));
    if (list === undefined) return [];
    const { start, end, count } = list;
    const args = { count: String(count) };
    return [{ id: recoveryCodes.id, severity: recoveryCodes.severity, rank: 'exact', start, end, judged: '', args }];
  },
};
