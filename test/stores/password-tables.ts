/** What password managers and browsers export. The passwords are made up. */
import type { StoreId } from '../../src/core/store-ids.ts';

export const secret = 'Made-up:Quince;7-"bell"';
export const quoted = `"${secret.replaceAll('"', '""')}"`;

/** Headers as the managers write them, and a row for each. */
export const tables: readonly (readonly [name: string, store: StoreId, header: string, row: string])[] = [
  ['Chrome', 'browser-passwords', 'name,url,username,password,note', `shop,https://shop.example/,me,${quoted},`],
  ['Edge', 'browser-passwords', 'name,url,username,password', `shop,https://shop.example/,me,${quoted}`],
  [
    'Firefox',
    'browser-passwords',
    '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"',
    `"https://shop.example","me",${quoted},,"https://shop.example","{a}","1","2","3"`,
  ],
  [
    'Apple',
    'browser-passwords',
    'Title,URL,Username,Password,Notes,OTPAuth',
    `shop,https://shop.example/,me,${quoted},,`,
  ],
  [
    'KeePassXC',
    'browser-passwords',
    '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"',
    `"Root","shop","me",${quoted},"https://shop.example","","","0","2026-01-01","2026-01-01"`,
  ],
  [
    'Dashlane',
    'browser-passwords',
    'username,username2,username3,title,password,note,url,category,otpUrl',
    `me,,,shop,${quoted},,https://shop.example,,`,
  ],
  [
    'NordPass',
    'browser-passwords',
    'name,url,additional_urls,username,password,note,cardholdername,cardnumber,cvc,pin,expirydate,zipcode,folder,full_name,phone_number,email,address1,address2,city,country,state,type,custom_fields',
    `shop,https://shop.example,[],me,${quoted},,,,,,,,,,,,,,,,,password,`,
  ],
  [
    'Proton Pass',
    'browser-passwords',
    'type,name,url,email,username,password,note,totp,createTime,modifyTime,vault',
    `login,shop,https://shop.example,,me,${quoted},,,1,2,Personal`,
  ],
  [
    'RoboForm',
    'browser-passwords',
    'Name,Url,MatchUrl,Login,Pwd,Note,Folder,RfFieldsV2',
    `shop,https://shop.example,,me,${quoted},,,`,
  ],
  [
    'a German table',
    'browser-passwords',
    'Titel;Benutzername;Passwort;Webseite',
    `Laden;ich;${quoted};https://shop.example`,
  ],
  ['a French table', 'browser-passwords', 'Titre\tIdentifiant\tMot de passe', `magasin\tmoi\t${quoted}`],
  [
    'Bitwarden',
    'bitwarden',
    'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp',
    `,,login,shop,,,0,https://shop.example,me,${quoted},`,
  ],
  [
    'Bitwarden with archive',
    'bitwarden',
    'folder,favorite,type,name,notes,fields,reprompt,archivedDate,login_uri,login_username,login_password,login_totp',
    `,,login,shop,,,0,,https://shop.example,me,${quoted},`,
  ],
  [
    'Bitwarden of an organization',
    'bitwarden',
    'collections,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp',
    `,login,shop,,,0,https://shop.example,me,${quoted},`,
  ],
  [
    'LastPass',
    'lastpass',
    'url,username,password,totp,extra,name,grouping,fav',
    `https://shop.example,me,${quoted},,,shop,,0`,
  ],
  [
    'old LastPass',
    'lastpass',
    'url,username,password,extra,name,grouping,fav',
    `https://shop.example,me,${quoted},,shop,,0`,
  ],
  [
    '1Password',
    '1password',
    'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes',
    `shop,https://shop.example,me,${quoted},,false,false,,`,
  ],
  [
    'KeePass 1',
    'keepass',
    '"Account","Login Name","Password","Web Site","Comments"',
    `"shop","me",${quoted},"https://shop.example",""`,
  ],
];

export const login = { type: 1, name: 'shop', login: { username: 'me', password: secret, totp: null, uris: [] } };
