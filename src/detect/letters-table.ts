/** Written by test/fit/letters.ts. */

/**
 * What a letter costs behind two others, in quarter bits above `#`: 27 x 27 x 27 characters, by first, second and third
 * letter, where 0 is the edge of a word and 1 to 26 are a to z.
 */
export const letterCosts =
  "[141336893?>75872A41588:GE@[:513B88B=B>09/?3603609@DI@[/:87,:;B1FF4:;28@15<1>BA:C[.CA@6@K17HO4DG'AH4DD6FEIBP" +
  'U0ABA(BJH,MIEGD0>I8=H6LNTBRX9?58:8>K5BU44-D9<1/6D5U,LVW.?9=0<JG,TQ4FA,G[1=@1KL[S[P2G>G(HDB1NO3??4>L-@D4DKNB@' +
  'S,DBC+QDH-OBIAL.AF>E35KK[9O[::83<89?@FB92(;4I935?;B?J@S-A?@0AKC5BBH@B,>[K,9.W6J[YL2AB=*C=A0HH6<5*?[7?@5A>[@[' +
  'U-G@?,FQF*?K:JR,D=I>@7ILHGBY*GB@,BAK.GCC@D-FRD:C3LUL>KR.EAA,=?>1L[@EL*:[<=@/DHLDQUA05:?3=@@C@:6/>,B/7734=@SQ' +
  '[+KFD0DE<5[B4GE/>X*?E4QFIJSOBD[[VIF[I[[BD@I[G<:B#[E[[[W2EDF%CFE5[UGDE3EHC;E5KONG[U4I4H-IJ40L=:@@23BA=./A@P5O' +
  'U0C@C.>I/2NK?AF.>M,6@7G=D5R[D5;AC><<4PC75)N3[1.0>EFLMO[,AAH)IQD.[MA@D-N[?8H=GN[MPS,JEI,KI0,[MH[J.E[3?K;J>DLP' +
  'B2;96:5[93==6,=18[64:>>[382>+?<[,=;E6B[U9D+<[X9?3[V@8@M3E@>-FE</[H;DB,[[[9D+[3E>>[141336893?>75872A41588:GE@' +
  '5;A:7C<9[G[520+FW[*B2VJ[[[[61;>:/@;;0[K)PB2[[84D:[J[BG87G1I/HQ/-T/DPD5M=<G,:O[[@[/,GD3/C@A3@[>8@+FG8<I9=N[>[' +
  ",174557OVL?A.15@;V23IROW?>;16:<:.-54-[>G[A9F[9:.?[[[X@26[[?'I3H0[[=949M[73<7[O[G[15ZX[/[[[6[[)515?[-SIM[Z[S[" +
  "9LKE9<NA[[FA,8)>[[/00BJI?[C6/ZSL+AUS<?GWZA(U[[CS13O[[P27[IG'FWK5B-ED@B=[A9/W[[[?>*8@;?1?:A-[B-9M9=EF638>D[>N" +
  '.24MA)[MQ0LN;3G61[M7AF[M[LP/4G2,8D0D6L;DD76?FD4.9DCL;<%VQ7MSRC[R[B;I?P5[16@9QQZ[[01[[H1DL30L[;[J:*[431CK[[C[' +
  '3-D[E0[[=1[[?[H3[[H9;([[[D[-0922/E5N0N8@=;9@?561HCP[7F)9T7J1PM53[8E>F8=ET-0@[T[;S34O8S+CW8)[SHD[2P[;;48NHWW?' +
  '5E?78;18[HIJ25=O<H8,*L?O6[A8+J[@)[C[,[[[[[0[[;I[>=[[D[+):U@7BA?9[;8[.:U[K3=?[UX[[(>[>@1>[X)C?<<[7>[XWCC[[TSR' +
  "'99=[2@AH9[[8BC4?[[.D<[7[[[00[C=1?8Z*[[=W[.[>[?D.[C[:?[141336893?>75872A41588:GE@1;7.3@@?L@:A1C0J9F/.63D[[F@" +
  '00766-?UA0S[3AD<R[0@@/Y[[79,1::3<8>.>=O3:E,;[3XI8C[[D[/3798)<[>1[[VYZ/1[>7Z7>[[Z[29A;676756[=3A.J?F-.4B9>?J;' +
  '--;6535UY.[[:[U0[[3784[[[Q[3HA<W*[NM0[Z3S9>3[*9O?[[?X6(/U953W8Y3[VHM:.V[EN38[U[M[:14983F5L[7E,H,1AJ=>0[M[[[G' +
  '17[5?%RUTLWHWZP5U[[<S;NP[[P.@8M.+JD3*RCFMF=JYG??DUL[LN=2JFB&M[[.[IS[M1M[[EG=OL[;=1(A><3BV[,[[SAY3<[[?@4>?[Y[' +
  '20;HD+LCV1ZQ:VN)U[6F:><[[WT75A>6DB:GJ[G.>8.9[.44/8<6@[6+=@<8X955[8H=[1L[*2I8[4[Z[+0SS592W:8Z[993H6ZO97*[W[Y[' +
  '7,[LC)IZ[/[GJHJ,I[JBT0[F[D[19H08-[A54[?@[C0<C[=,5A[[6[,/@9[,Z>92A[7ZA2W[09<7[@[;V9G?4<821[-J[1:0K;[82-HE[[>@' +
  "30V1X*[:Y+[[R5U5[[M6<OV[[[[/*Q:H/U:-;[RLSB-N[9CLIUMPXY.4877>JRO<WTM4TE:WNN:L6YJI'(:URX6WZ[O[[RKA63[;<(T[S[VX" +
  '0;TM:5UQN-[U::X8XM0/F0[4[N-[141336893?>75872A41588:GE@.H;54FDIN@IF-52:5O02-:@Q[KF)341013OSANXANP0MVCF=7TVW<V' +
  '34=>=*>[3,[TC?[.H[E@N1[[[[[)272702V59[[RT98:[06UJYZ[V[*ABA3:;NH;N[590F5[1,<FH[[[N*2612525W9[[/X<<[[;:;;?[[OY' +
  '&@RRO7UFE1[6DL6DP[/CH@TX[6S..GMH*CCJ/[D9=66E[4<2<NC[HH7-=;422E[AK[995*8[963FI[[[L,:PHB7.KI1L=LPE8K[V,H<C-7XF' +
  ')1<FH,9:L3LW7J>7:FF09;J?[@G:*[[J.[[[.[LHLI.[[[CK,[[[D[*.G9,5XR[3[ZOGU60[Z89I8[[U[-4TB?13>P,ULOQI.2XQ7/GLV[RN' +
  '2DFA4>G@E@RW4,)A7[27>6=PO[L)3[TS;:TM==5ETX=3[32:,@@[W[,;UUUHUYSH9[IUP<T[QLQ%[Y[[[64[BY)[[[)[[BMZ.H[YLU;L[[2[' +
  '%LC9Z7@Z=H[VA@YL5[C26B>X[S[-5[[[0M[P)[[<RH/R[:5[0[[EFP?4;>=5FY[7D[,15E7[,1/H[[[BD*39N9+XQ69[XOPR;7[7.TK9[[Z6' +
  ")8OK+78L?4[5JQ7;K[AA8GSK1VW1<N=G:FNK8SPIBPA6SJJ)HQV(ED%></ZL>A[Q[[A?MB9[C<?V[U[CZ'6PHI*QLJ7[5DG6;SHOIA9[DXJA" +
  '[141336893?>75872A41588:GE@+8:<0BD@G@EO994R<I3/,B?G[8C)058617@?=Q[8:S4PZ7IP0WYZ:Y),45635[4C[JJX[0VZH<DH[[[<@' +
  '+6<@>-7:B-[[5C[:>[09[4C[[=[.<746>3DM??F49.B5I./6A9[>Q?)247877UY0[[/ZU4[[@6L8[>[P[1GXYV%[ML9[=?=IJV[.?N:[[[WZ' +
  ",+T:<+WUY3[5GMI5:[DM76ZT[M[:1B19225[[OO?</5?>2-3A7[INA1/R999JMKCN?ORG:M[Y.K'EGVZH'@KN60J6K=RCFMF0JYG2?3VL[LN" +
  "1;XWO'WV[+[[@WA7W[[OA:A[[4[.-K<A0[V['[[@>Y:=[[NVA[[[X[-+ZHE,@DV1[R?WO5V[:0=5Q[[XT(JC3I9GF[>[E;43;=P3-;<B4INO" +
  "0/[<UCWV=:[(7W[-K[1M=LB[[Y[-?OOOBNS1BV[CNJ4MVK/K'XS[UW3,[DH*[E[.[YITI-F[EFP3??[=[%6F5[8DG;;[JAJ;B<[@<9ABJ[YH" +
  "';ZS9.XY-:[[9WZ7T[=9LK[W[9T46:,E6YWC5>[.72A5D-3;[[I[F6-+VQ8+[TY+[[STU9[[MM=OV[[[[2)SPJ*WQC,[<NUD5P[8FNKWORZ[" +
  '%<N=G:FNK8SQ1CPA6SKJ6HQ1GED&7TPWI>Y[M[[9I-KE[T3M8[@[TV-)N4H2OJH.YNCER1QFMG?7YBVH?[141336893?>75872A41588:GE@' +
  '2E<4-CBD[N[4042[<[00/8>QM[P/16;<,A[@/[FBBB7>[-6?0JE[B[77I9B2LL2.[67FH0L[7D*2K[[EP%9CGE0FBJ1RSEMD;QS?>E8UQ[LN' +
  '-EA@0?;?[>[425/[5[,27[D[I[A/0DCB,2J[*DL6[M4[[6<75[B[[[6.[[;+J;L.[[7:;4[[1=:/[[M=M6,[[[,[[[:[[+:;0[[2Y78[[[X[' +
  '3B8/49?3ANME3=+BK[42-Q;[B[F8+[VO,UXV2YJZ[R-X[[+VBPD[[S.6B[C)@EZ:E9=[C2<[F0-9[G[H[.2>A2-;@C0K@-D@4;FG79>=F[7R' +
  './4HA*ND[1[GDBF0/R[9B@@G[[N*7F315B<C:IAFL=;OJD5*;=LZR>+>A8>W0<[V[=5<1F1[01;1>>[[[1-[C[-[[<4GN2[[/A[06/8[[[[[' +
  '2P[[[T[[[T[[@[EVG[[C[$[[[[[+1>;819;?2[==668>[802=8;[?>(;F4F4IJ@7[FCDH94FY/.:KO[MZ,0=;F.DC62TN=J>7GO1417B<TB7' +
  "6UT9;/Y5[8[J975[D[(50K;87[B5/[K['[[[,[FG[H0I[8GDCM[[[[)/[ZT,[9:2[E5[N2D[96E6[Y[[[33H2G0JCC0[MP[L=*[[[+?[[[[[" +
  "'B<>>4>@[9[[;ND3<[72>7:1[YE(2[@A,[[[,[AVY[5GZ[ZR=[F[[=[141336893?>75872A41588:GE@4B9,6>C;@1[6.76[XC53608[G[;" +
  ')0744//NR7MW@MOBLU5E::SUVMU(572621[5>[=L<<4;B?@9:[?[A[*2435,7VZ8[;58UD>[6;@K;?AVA28;/<5DL19[>5<2K[I)86[@A[[M' +
  '+<@@>*3H[-[[;D=:[H94@?[[[G[.1VVS&YJ=5[WHPFHT[0GL<X[[TW7%QPR7TRV5[RDJG=R8A2@EXR:JY;8<+@0F0[RBB.L-VKA68>RJ[5[?' +
  '04JC<&BEC<F7GJ@3E[Q3C6>@NR@/<G//1F@G9N?B1B)FUC;;@RH[HJ;)[[S/[Y[.[[L[[,[[[S>/Z[[A[).BRL7RLX0VUIAP66[TE,5RVXOW' +
  '&2VEB.JASEXNQ8K2S[T;>JNY[TQ4KG7GKHIF<[N1E48BO&:B4D[DO[*6SJH6JIC2YI:JN(>[63<?ROTLP47GGG;GLE;OY<GC+FOC>C&QKYNO' +
  "4)[UT+[W[0[Y[TV,[[HBP5Z[[W[&<;BZ/C;B;[V4VYB<[;846[;[7['2[E[.[[:4[[DC[84[67Q:[5[SX?SSSV2W63FJ[,<)IH[406[II[[B" +
  '56O&R1UNS2[ULM68V[F5QHO[YWY/7MJE*QK>.[NHO>*J[@@IERIMTV%9K9D7CJG5PMF?M>2PGF3ENRCBA$MURXJWZ[-[[QJJAF[UFNS[S[VX' +
  ";4RJL'SNL9[RGIV0UJQKC*[FZLC[141336893?>75872A41588:GE@07094[E8[6@Z37/D=[/2-C<H[[B-'7GG0JKO6J8=JL4IS5BH?PRS:R" +
  "/-R.P>:X;70DD0V/3UC8>BXY[:['0:6L+RSV?Z[N8R5P[<HRGVW[R[-B4@7=:8;M[A37+@=S004H7:@[?,0KGH:=KO2ZU@2K9T[5EC(SSXGQ" +
  '6@B[[&D@R+[[7XNP[[47>L[[[?[,9E[[2[[[=F[5WT:A[@=&?[E[WC<19/48:7[[[M>E*2KF=20=7[[[B72//:/@CA.D5EH=0CZO1A4;=LP>' +
  '0AMOL%LFL1TDGNH?L[H@@FWM[NO90[[R+[YE+[[KZ[*[[[SF4Z[E8[8-IZT&ZT[B[[@IW6<[[>5=Z[3W[/,[QN.VM[.[[[5X+[[E<E4Z[[[[' +
  "+8U?;9WC[5[Y5604;[-23:5C[[A.*ZQP=Q,JC[P.QU?;[3:57YV[SX);KKK>KOI>R[?K2@JRGBG'TO[QS:([ZY-[[[5[[[XZ+:[YVU2[[[F[" +
  '&8=<<8=H9=[><<B=?[>43?4>[X;&B[?[.[[.D[@VZ[8X[@>PO[[[RW>1UU;0ZJ[-F[021=K[*;?[[[[@K*0RMT1XPU*[W33Q5X[I7TKR[[Z[' +
  '+1LIC4PI<.[LGN=*H[>>GDPHK0T07I8)-AHE3NKD=K<0NED1CLPA@?$HPLRERT[I[XL78G0[PAINZN[PR*6SLM7TP.([SHKW>WLSLD6[G[MD' +
  '[141336893?>75872A41588:GE@3>5:5@>>F7F:06+H8C/24:5[[C@-.G9G.JK5=IT=JL)HR?3H?ORRJR(4T::3R789[E59;19V:N6DYZ[1[' +
  '-)3OH0MOR1UW7MN4LZ83NCRSZN[.4A559HSP4I?52.F>I,36>GK@AF*;KGH:=KO6ZU@Q,,T[1EC2SSXGQ*19RO*UFE=[RDKBC/[.CG?TX[PS' +
  ')6MLN,PO,/[OAFC9NU=G<ATN[FU;9A47.:7[[><29,>1A<01O3[[KH-3IB;0ADB:E/0I>1DZP2B.<>LQ?0ALN/(KE95SDF8G04Z6@?EVL[9N' +
  ',2FYQ+Y<[-[DJY[7B[B033XB[8F-,?[T([U[8[[QIX3D[?3U5Z[[W[14[LH,PGY([U3ZR:Y[Z9=1U[[[W3D>=3<C?=;IM25329K.04/L2[M[' +
  '++WML:0MG5[9>N918[9D@/VSXPT*<MML@LQJ@T[,LHBKT3CH+V2[S236;VT)AWI-HY:BV+[[U<48[[[X?(8Y7=.?W5E[SQSVIIYX?,3XU[@[' +
  '(?BJ[-@DB4[K85AD[[A3-=[BKXG<:*EA89:[5[D1.-Y;[44:[Z6Z[[/4NIP,TLQ)[S.LM1T[EEPGNYXVX0+PMH-TN6,[QKRA-M[CCL3ULPWY' +
  '(5G6@3?GD1LIB;I:/LCC/AJO?>=)M6@2;VA[N[A=JJL*[8/;?[R[UW,4NFG)OJH5YNBER9QFMG?+YBVH?[141336893?>75872A41588:GE@' +
  ')I4<7LG8QCLI-:0QH[513CAOQ[G44B:?0AF[-[[-DDD>[1:7,IC[?H2*[ET3UP-0[9>LT.P[:;88[[[=J-,[E;*G>R3N[@IA.A[<9=;HIHJ[' +
  '/K;A3?9=@IG=3>,HD[,.7;99C[A1:[FL21[[&[[DDJ8L[;=9<[[[1[04QG?.[702[<A>,:MG8B7.PQ[[I34V;W-<W;0[WI84/W[*O3<[=[N[' +
  '(F>C35=H[3QSF:*B:T9=<XI[T[M28[Y/?88H?C*:[36<[[1DE1B[[2/36[W)WC@0[<?<C2E[8C08[A[Y[01IJ2,>R@+[J.DM7G[[75<EG[<K' +
  '2.=I>,O>[-[[I6P5,[E=@6OP[P[32J6326*?3F;FC@9CPN2/;<I[KB0[KB@OM@[OQV?=%[=J68:>FNTTV..D;[/=[86NA4LE15[46-8>BE[[' +
  '9MD[[Q[[[Q[[<[YS[[YTY#[[[[[,3I8:)[:[6[=A6G0@K6787[JPE[-4J2G1<T72P@>8F65AJ4+:L[[?[-1E>K,N=4.TP=AH3J[9656@JQ2@' +
  "4J?I6D?LV5Z@E,-T7[../@TTTXV6,J[['O[[/[LHIN/[[DD[KN[[O[;)PLG-SM6+[PKR@0L[BBK8TLOWX&3[L=.>DZ4[[=9[3E[ZY5@[[VB@" +
  '*-IFL+KNZCXRE4?5:[I:BHTGV.L6)JIH)[[[/[[[J[6[8[IK=[Z[L4[141336893?>75872A41588:GE@,T644?VP?<[8;//[8W50G@/AA?>' +
  "04?>>-ABF5AK+AC7@J,9@6GIJAI22O5M;.U44WAAOS64Q?J;1UV.-Y.1QRL'Q<V0YZNQR@P[I1=6VV[R<0?X'3G;BFC[8=:8@U[260;V?T[[" +
  '.;KGH/=7O6ZU.QK9T[,E,?S6XGQ3<NNK&QBA3[O@H>@LY:?/<P3[LO2%NMO4QOS9[OAGD1OV>H=BUO[GV33JB0CI05YOR821AJS23+WH[R[8' +
  ")6ME?4EGF>*:ILB5G[S5E8@B2TC(<:WT*TN/9[LAVP6S[A<6N[9[VW'6HG?3G1K.RL8GL8GNQ2<>FO[>P-1*LE0LFR4PNC;I05XM>F1KPQIP" +
  '&8SA7/F=O8TK39HBOWP8;FK:[:M-64PP9UD84[6CL66E[/0?.=T[2A*6SJI-J-C<YI33N8>[6A3?ROTLQ36FFF9FJD9MW:FA;EMB=B%OJWLN' +
  "0,A;:.A=F2V?B9;2BJ:76.@CX=E'EE93C[[CK[YWC@-=[DM0O[[0U[7:PI%0NO@2[ZIMP<K[<@CBRNXEJN3>:6<P?X6[C06*W>[6*@ZBWW[X" +
  ',;UPW*[SX*[ZRST/[[LLWNU[9[[<-QMH-TNA;[-LSA<M[C1)IUMPXY/-07A4@HE2MKC=J;0MED0BKP.?>%:B?E7DGS;QK>7793[B3;@L@OCE' +
  "<:SLM+TPM'[SHKW.WLSLE=[G[ME[141336893?>75872A41588:GE@4529D[V*[=[T17+[9W7=2DUC[@B.)HGG3JKO>JT8JL+IS?BI4PR7JR" +
  '01QEN,OV1<XBBQT,8SA.=AVWZ2Z25OQJ3(QT0XYLOP,O[7F3ETU[P[/KNB39C[@6[I4?,[E[/9,?LI[1[?2OJ5>AOS,[Y+T,4X[2IF5WW[KU' +
  "%5Z6W5[NME[ZLT48X[29?G[[[X[//R:S&USW8[SEKH8SZBLA6YS[:Z1G;=82A?HHBG1<'C2[@=3[R[[[V07M0?(EHF.I:JMB5H[T6F9@BQUC" +
  "<>UWT$TNB5[AOWP@T[QI=B[V[VX4-SSK+SQV,[WD@X.SZ[KH5R[[0[+'BSM4SMY;W6JBP7=[U0MDSWYPX5<XGC.>BU3YPSUM%T[?E@;PZ[=S" +
  '8ZDC6X5GBB[:8),A/[59R;@A[[@3.ZPO6PO60[O8PT)D[-7B:XUZRW69III<ING/QZ>IE?HQE@E%SMZOQ1-QKI0QLV([NQIK3RZJ8;;PS[6U' +
  '%=[E<:FE89[Y:FF<5[[>43B[[V[)<[X[/[[<+[[X[B8Z[<?R-[[[BY1J8;@EOMW?[<61)U,[/7DXUUUYW1-KGN+QJO3[QH2K4R0C,NELWVSV' +
  '/)QN6.UNA3[RL7B,N[CCLIUMPXY,3E4>1=EB/JHA:G8-JBA-@IM>=<%8MJP8OR[F[V7BB90[M4F9XKZNP;9RJL$SOL9[RGIV=UKRKC2[6ZLC' +
  '[141336893?>75872A41588:GE@1<536SM4[8H@E90[>C-0-8<HC7<2(POO-RSW6R[@=T3@[75Q0XZ[RZ2.[OY/Z[,0[BM[[.Y[9>G-[[[C[' +
  '(6?:@,;G@3[[A>99<[;2>8[=[[[*4C45:B9I9CH@41AEN3/5;8Q<E@(1WR32HW[0[[L[W.[[53A>[[[R[63[[:)[R@3[[DWC,[[4B3/[[[[[' +
  "0)=U9,ZX[7[XJPM+X[G?:K[X[P[877/33;5[[6=K7-9<?D/1U=[N[1,;Q8C2IL'BM>NQF3L[X0J=DFUYG*5QTQ)QK40Y>L=;=P[<78J[R[ST" +
  "-08GD*HEK2[GVDA0?[I688HO[1[4/L[>'[W[5[[TL<-G[[AW:[[[Z[+,WEB)JASEXORTL2S[T7?5OY[UQ044/DHC-R?R>F?377D11;;?1H;F" +
  '-*[WV/;W/6[V@89<<[6994[[[Z[-3V7::7;S7[[867<4[Q<Q([Y[[[-<LFE(LGQ3[6M9F/MUEBA2KN[HP%8?8I0EHG9[@[KA5<[I?6TA@J=9' +
  "+0[GA*MH;-INFHE7K[46H;[[[@[95A31/G4H3@;941;:[5-2JHL@<@30?YD'[[[-[[Z[[4[[TT[8[[[[[4'ROJ2VPC4[SMUC-0[6ENJWNRY[" +
  ')9J.C.BJG5OMF?L>2OGF2ENR2BA$E[GKIC[[9[[[@=WE[G6?J[[[[<11U265;;84[U5(Y6XMTNF8[7[OF[141336893?>75872A41588:GE@' +
  "0<A68NJ9[4A:2C,O5S04-AM[:=@65XWC*ZC[-Z[4ZB+=[/DX9[[[Z[-1R9P1Q27.8DDSV3.U9M7C3Y[:['1@V92UVZ5:[7>59>[@2?<Y<7V[" +
  ".;L@4<FAA>?[88(@FQ220MOCGLE1(N7J=6NR3[XCSN+W[9HE7VV[:T*7YYV'<MLD[Y><IJW[4JNF7[[WZ,/MK333NQ7ZN@EB2NT=F;)SM[ET" +
  ":4H172H9RMEB4>*;BG:0-I[[>[:-9P2B2G5HAL<LOE8J[V'H;CESWE.4KM+/JDK=RCEL3/JY134DUK[LN(=6A6/>UZ.[=G9769[[5@9U=[:[" +
  '4+TKA([[[/F[AEJ6H[E>74F[[>[*/VEA,I@R0WNQSK7==S/2INX[TP1LA7-;J6G:C?79/<>[0/392[@C>4/[[I7B[=3[[*[[-L[.<48[[[O[' +
  "':JJJ=JNH=Q[?JE?IQFAF)SN[PR.5K.D.KG50[ILC3<LTD3@.JM7G9%3E;<6E8S6[FYZ[B;[B>1FEB[W[(=YRW,W;:5[[?<8;T[7:K5[V[1;" +
  '>RF4:5VBH<<[)5->H[7-3[[[I?I,/TO;&ZRW;[YQRS<Z[KKVMT[[[[4)N4E-RK>/[OIP?/J[@@I3RJMUV$<N=G:FNK8SPIBPA6SJJ6HQUFED' +
  '&I=<=66V[J[Y5F;8B[9-JO[O[:S17P45)QMJ7[1EHT;TIPIB+[DXJB[141336893?>75872A41588:GE@-7875KD:C;GI,/5C<[360>;PRRF' +
  '8,NMM,=QU2PZ6PR.OX/6N1VXY>X64[[[+O[2,[[3[[.M[6I3=[[[8[-1=MR*IKH/[O8GD/A[83?9[E[K[,7I439>9F@IP690;PI//57>9;EC' +
  '54[CB2:L[)[C2FE+[[8E>9[[[[[%<ISS.F[G8U[:OK?Q[:4;9UI[[J2([3[,[[[<[[NTP.[[KTJ3[[[T[26;/6169[O[B?7/8:::0.J9[C[7' +
  ":1W>I+ORPITDTWM,R[[4P)KM[[M*=Z>Z,B?Z3[R;[31FGV10:[[[[F74YCP0XW[*[[@X[.X[[7D<C>[*@4/B[V'[W[4[[T=Z3F[[OW.[[[Z[" +
  "01[SO'WN[3[[[[?3[[AF12E[[;9-AA81>>=D?[O903=7Q/0/797IDH6*[XWEY>C;A;9-[<L<2O9,[@8Z[:EUUUHTYRH[[IUPJT[QLQ#<Y[[[" +
  ".<U@N'UBZ4[BVMO+=[NK?BTW[:Y)6E9A1:J@/[I=DB66[EC+6EB[EG+1J[M*CS>/XV<LM3G[13N?XCWES51B8D1H?[:[[2*2:<[85.[[G8BF" +
  '1/[[[*[[[,[E=F[+[[YC[9E[F[[6.T>L&X8E2[UPWE8Q[0GPMYQT[[+;M<F9ELI*ROH3O34RII5GPTED/%=B5?9X;[>[@<498F[VG5T[8BVX' +
  '3,[XE*[[Y-[[TW[5[X[X8.[S[A=[141336893?>75872A41588:GE@6U?2(@W7EB[;3<8BDB/637V8[XZ0/<XX2[[[3-[0[I7Z[2/25CE[C[' +
  '3,?7J.LO31[/<[[3B[?:60[[[HJ/5JDA([F[-[[O[O4E[>:[.[[[:G4TH=6V=/[B[5175[1[.,2A;@A[[+4[D75*[[.[[<[[7[[<A0;[?[J[' +
  '/6I[F1L4H+[[4J86[[*9E:[[[;[04WV8,ZY[/[Y1P,1X[7@8;[X[:[4EB5*;US[[[[>E*MC[003I>[B[B=0XQJ&PSQ2UEUXN.S[@9Q=LN[[N' +
  ',2F[Y(YSG3A><A?9Y[@5<4[:[[[03DA3/B5D/[H/GF-I[N8<45Q[@[006SF/D?G/[[A/H9*[S:C?KO[CH)3H9524;G8DO=A7;JLH.0H<N[HG' +
  '4[AJ5[5:JDJ.-73B6[,6/ULZ[[@25E:>,<8=1[N8<B55P54,:DE[9;-:=6UIUZSI[[JU<K=[QLQ%[Y[[[-3@<31C8C0W6B/9<@F46.FJCV9B' +
  "'5L8[1C[?0[LKGO7;MS4.@[SNHS-0[NC+C[0/[H=BO1C[675A[A[=O5Y;>4@[6DBEK6H.[1P-1,[76H[[70[[[&IH[,[[[[E5[[@BGJG[[[[" +
  "*8F@>/A[C3[[:B+??[D.=C[[[[[,3Z6B3<ZA)[[<O[6B[WBBB@[S.Q+1URX(:Z[8@[Q.J7?[U:AS[S[AX21Z4T'[W?/[[O?[6[SZSL>[@[:8" +
  '[141336893?>75872A41588:GE@;C>08S[5S9S17C4K@9*1/=GA[?D+.DDC2GHK:F+9FH.EO<>E<LOO5N,1XLVCW[A)[5J<;.7Z7S<H[[[@[' +
  '-&UWP36WZ2[[RUVDT[4LV<ZZ:V[1:E.5>OF[:SO4?.>IC)5:=[[Q[;+*SNOBESW2[[1X55[[97=7[[3O6.=Y>V)[ML3[ZKSI74[*JOG7[[WZ' +
  '1-A[[,[[[/F[BWA,D?5;MRC[[2[32H02/H=[FED0D.94I262DB[E[C*5LD>*CFE=H9HKA4F[R,D7?AOSA88T2S:S%S4[<@UOFA[OG:?[T[UV' +
  '9*[LM*[[[,[[M[[0[[[HL4EM[8[)1I@=,Z@[32[PH@2C?[;TK9[6V[-3U:9*8/R3VMPRJD0Y<3=HMW[SP4KD;8?GD[6QP2E.;:[*+69I=PFM' +
  '14[EE)CIY2[[.D[/A[0=EAK[[=[/:J1J=ING=Q[>JE?IQ1AF&SN[PR;8[[[)[K[.[P[[J([[[LJ<[[[[[&>[@[3[D40[?;@@9=[C<64F[[;[' +
  "+6[DM1[G:([KA[K0[[@4Y:IL[:[6T.F<3@J[5[[.C0@7[/5,J[[JI?'8QMT.WPU8[WN55-X[3HSJQ[[Y[,,7,1:VOB<[RMT3>8[4DM2VNQYZ" +
  "%=O>H;.OL9TQJCQB7TKK7IRVGFE'IQN<77V[2[Z9<F;B[-B2=[O[RT3:SLM4TPM$[THKW3WLSLE=[G[ME[141336893?>75872A41588:GE@" +
  '1M</=X77V5:M258U1Q-;<046VP<0/.>>-ABF5AK4AC,@J69?6GIJAI--J>G5HO35Q;;JM)HL:E6:OQSDS+5FGA,FGK3NOCFF5,R>=F<KKR/U' +
  "<G9:CI6JPGSP04,QIP5+4LJQ-SP55EAB47EI0TO:KE'N[0?=9NMSAK-6HH,-K=<3XI;B8:FS,:>6JNVFI)-JIK-MLO5XL>C@-KR:D9>QK[CR" +
  '2BH@4AGDW;MP01&?GQE9@:F[P[I+1G@9.?B@8C4CG</BXN0@3:<JO=-5@B?*?9@2G8:A;2?N;439J@[AC(=NME:MLQ(YR>MS1MTWE4DMU[EV' +
  '++;LE0LFR4PNB:I65XM>F<KOQ-P).M<99A8J<OFHKC)JRK:5AEP[LH2L5CCIHERISKA?/F)V+?C0GGPQR0,PGF3GF@,VF7GK5;Y,>91OLQIN' +
  "+7GGG;GLE;OY<GC=FOC>C&QKYNO+6GA?.GBK,[D4?A8HO@.1@EI[CJ%AR7O;MP4=[LJKOABQQ?11QNVHU'8M2L0KM=5YXFJM9HZ.=@?OKUBG" +
  '80YY[&[[[*[[HW>8M[RG>P[[J[[-.GCJ)MFK.[MDEG0NW>>I@GRQOQ20FC>/JD-*[GBI72C[99B?KCFNO,3E4>1=EB/JHA:G8-JBA-@IM>=<' +
  '%;B?E7DGS<QK?88:3[B4;AM@OCE1/HAB,IEB*TH=@L3LAHA92T<PB9[141336893?>75872A41588:GE@0?:02G97E6IF31/B6C56.=<@F:?' +
  '0-TSS,VW[,V[:?F.U[5;U8E[[=[22[YH+M[(2[L@[I3B[K=E5M[[E[*2MFN*CED/NI=<>5N[;4;BE;[N[.2C14867G8DC861D59:-5@8GIIE' +
  '2)Z5F3LF[2[[6[Z+[[B@F2[[[V[00C[K([HE1[[=[D5[[75B0=[[>[5)YXZ+=[[3[ZM=O,Z[I?H:[Z[<[90427274UN=H<5.14BA50O7[EO:' +
  '<0L3>/DGE>H9ILB)G[S5E,?APTB+9H[;,9UB/[E8?A5B[?.59[?[G8,-ZD72;X[,C[?Y@18[[7?AX[[/[0(JMB.GJI,[[GWF6L[[9G=[D[[[' +
  ',*[I>.C=L/[[[>Z3@[[4<:[[[L[1?737<65D;;>33173K824258<A<0.[3Y4;Y;;[Y4=D,N[*@B9[[[[[/GWWWJW[U>[[LWSLV[SNS$[[[[[' +
  '3,[ZM)[JB/[[[M?-[MYG@8[[[9[(7I4I/[P:.[DE[F4;D[C1=E[MEK*1BBR,ID9-[R@?B6F[=4J7MH[:I:?9-A477B0E=59+[1[726[M[[F?' +
  '7+[[[(D[[,[[B[[2[[XG[AH[[[[6*[XS)[YA,[[W[L:X[4NWS[X7[[(9J9D6CJG5OMF2M>2OG02ENRC1A$>?JF@[[[:[CDITB/[[>;A[H[[E' +
  "52:UW'CZW2C[RT[0[V[C>0C7[@N[141336893?>75872A41588:GE@.B464K93[9E>110><[150;:CI=O0-M;L+=PT0OYBO=5NX47>/>WX8W" +
  ';1[IL4[O(7[P=[O/[[,DA3K[[J[/,8XQ.=B[5[2SV<,U[19B=[[[W[,:I349E8D:BE46/D:=-23=@OBQD1-W@T.IW[2[[?[W-[[<AC,[[[4[' +
  ".+Z[W)[ON4[[;AJ1=[1LP<[[[X[+-<A[,[KI0[H9AL-I[8FK<M@MI[696364>0[[OK:6/-KE@01O6[@[:2'MF?4EHF?J:JMC0H[T-F9ACQUC" +
  '+9<E?-?QX-APDES3W[04<7EY[6[1*[CF0ZY9-[CKZ[/Z[ACF3D[[2[/*O[Y0[Z[/[[VN[*B[[=Z;[[[E[.([A@/OFX0[TVXP5X[Y?>/S[[@V' +
  '-?93:>7BH=K[.4-@:[16@0D@[JF6-[HH)L[?1[C4FH,N[3JV;[[[H[7IYY>LY[WM[[-YUNX[>PU%[[[[[+1S*=.@NX6[P?;M7T[L<H27U[@W' +
  ',1F>F+>IE,LC=DE2?[EG95M7[>R.+MH>,JFF0M[EED3EM-:Q9HL[@S;5,2?687[4EJ/28E.[16B[[[[[O0,Z5[*[.[1[[WX64=[<>?9Z[[[[' +
  '2/Z;.,[AK.[[U[K+?[<MCR[VZ[[(2T3<07TQ5YWO374<YQ66NW[LKJ5U[=[R[[[V[[E+*TM[[(G[[[[[[.8VOP&WSP=[;KNZAZOVOH,[J[7H' +
  '[141336893?>75872A41588:GE@/=244NG8U4K</5/I?F05/?G[=GC;/M=?,PQT5OZ4OQ.NX,8N/UXX>W07[SA<G[%J[D9<[27[O>E;[[[B[' +
  ",.BW8-VW[-[[@V=.<[@7<7A[[W[+?G92<I<G8I=65.DFY,2;;HM;[G,8VQB0H>Z0[[8?8,9[A0M42[[Q[42AZV'[NM/[Z1SJ3?[1KOG[[[WA" +
  ",3[DG*O[[1[LE9A/[[2;G4GG[;[86=1<26:PPDJ550*=@<87Y1[[[C-8NG@'FIG?J;KNC6I[U,G:ACRVD-2ILI,ICI,QA6K6-HWE==BTJ[KL" +
  '26[[C,EYB+[[KB[4[[[3PFE[[+C--LBV+[C[6[[.LZ12[COAB[[[Z[3(YH7*MDV1[QTVN7V[>:A8Q[[<T*L@:;9M<O<J8715:6D+298FBCI[' +
  ')0[ZEFZAE;[Y8D[:A[3+@.[D[[[)>NNMAMRKAU[BMICLUJDI&WR[TV9)[G[.[[[,[OMDT.R[[I[2[[[6[$=A7F9GFD:KBCA@?;KEC5>DLGOG' +
  '51[[B(E[B/[[6[[40H3<Y:[M[6[;/8A43;@[8[D=53G8[)347=[JAN7,WSZ*[V[6[[:UW)[[>NY>W[[[[8.YVQ*[6J-[ZU[J*V[ALUQ[VY[[' +
  '*1Q@J=IQN5VSLES499MM)8TXIH4&E[[[T[J[F[[7TIV)[K@D[[D[[[2:FXE*[[=;[[3:[<BY?Y+.[7[ZQ[141336893?>75872A41588:GE@' +
  '4Z?93CK7[9FZ(E0[V[0:0V[[[EC/7:7>.F>[3;E.5C=:I8-67HI[@?;9[0[1G[-/[17E[3F[DE+:[[[GF02HD8)@:[+[[YF[1;[?B;R[F[9[' +
  '+C=?8=[G[FI[/91CM[/,49=[K[=-<BVG0*2[4[[;G@I[[2925[C[V5/86[I.[0-/[@9:A==[7455F[[[[41WUX0YX[A[XJO8BX[%PE;[>[O[' +
  '49F9/5ZCL[N4/63A=[/2,L5[[[D:-TLF*LNM:PAPSI(N[Z<L?GIW9J,4;9O.OI88W.JQK5N[:8-2Z8[QR3+I>70>GJ5[C0=@4@[[<*DK[[D[' +
  '-1.MH*G7M8[[>2:55[[7[:[E[[A45<1.7?,C1I6=@:9<D;6/CGCMH@.SNK7Q@@Y5ZR<F<M<[/?)0/NWXY,8GA10B7D;K[1==4,[653A[I[H[' +
  '8;KKK>KOI?S[@KG@JSGBG$UO[QS/-@3<-D6[2JD7G26>L52;@@[[G?,1B7>,<592[D:FD;?B;2.=K<[E@.3H<D.?C1,[[?@L/;[78:;[Q[E3' +
  '3GG=;:KJS-WVB77R=[&;8<RR>VS20ZU[&[X[4[[WAY0[[3Q[SZ?A[[.54T0+[U>1[X@6H64[J55@6TWA;$<YHREQYV2[[TM[L;:UU5S[[QPO' +
  ')0;MS*RU[:[YM6F.A[P;IO[N[QS-5Y:S0ZVS([Y4>[=;RYRJ3[M[S0[141336893?>75872A41588:GE@0A@96[[>[6[E*90O[O-31?H[[[@' +
  "&2DDD/GHL:2Q4GH<EO<>E5LOOGN)=9GQ>R.<>[EE0W5:UC,?CYZ[;[*(5JD/IKN7QRFIJ8HV4@J?NNVJX-=P=7@OBL=CO3=/H[['4KBTTIH@" +
  '/-FBC58FJ1TP0KF-O[10>9NNSBL&?QQN6TED2[QCKA4O[.BF?SW[OR+00,M2NMP6YM3DA7MS<2:?RL[DS83@2./Z9DINA7803D[2.3[=[OOD' +
  '5/F>8,=@?7B2BE;.@WL.>19;IM;-:EHE+E?E+M=@G07DTA992PF[GH.&7ME9MKP:XQ>MR.5SWE8CLU[DU(8BRL/RLY:VU2A666[T,8CRVXOW' +
  ')-P?12D;M?RIKME1MU1=8D4S[NK.[[4W2LJE0[8.<61C>.3;8G[[=L(3PFE3GF@9UE7FJ5;Y21/<OLQIM+7GGG:GLE;OX<GC=FOC>C&QKXNO' +
  '3(QKJ,QMV/[ORIK3RZJGFKPS[1U-H>-V<T7K1[7QR21=X>.2HWT4O7)3N3M/LN>5ZYG3N-I[2>A@PLVCH4FFF8+JIR5VU(D:1E[:;6TQQQUR' +
  '03PLS*VO7)[VMN49W[GG7IP[ZX7*+FC>/JD71[GBI72C[99B?KCFNO+7H7A4@H-3MKD=J<0MED0CLPA0?&=E,H:GJV>TMA::<6[E6>COCQEG' +
  ')1J.D.KGD1UJ?AN5NCJC;4U>RD;[141336893?>75872A41588:GE@:.@7D[GD42H<2@2[=[+22BB[[1[-*CCB6EFJ2EP8EG.DN3=D;KNN0M' +
  '3064N<O6+6X-BQT-OSAK=AVWZKZ%9QSL0RSW?Z[NQR7Q[IIRGVW5R<762>43Z7[.[[1V/[H[+7A[?[X[>66GBC58GK+UQ<LG(P[2A>1ONTBL' +
  '(?PQ20TED2[QCJABN[+BF>RW[ORF.[Z[)[C[*[[OTQ.[[KUJO[[[9[DID634=C[[16.B-MEB21-[U[[IX5/F>8,=@?7B2BE;.@WL.>19;IM;' +
  '(-HJG2GAH3O@BIC:GVD0;AR5[IK/4MME*MKQ*XQ>MR4MTWEBDLU[.V8%=NH2NHT6RPE=K87ZP@H?N1SKS&>[BH/C5Y>[U.ZRLY[B86PT[[[W' +
  '6H>BBXDH;H[>9>53>[%NR7VV[[[+3WM8:MLF?[/=MQ4A[-D.1U8WOT36FFF9FJD9MW:FA;EMB=B%OJWLND+UOM8UPY&[BUMO1V[NJINSW[BX' +
  '&:[:Y,WYA=[=4UX9=Z:?8KZW[;[+1S99/9R01[[K8R06[>6EDU8[9L0FFFIAJHR7VU:D+P5[).@SPPPUR,2LGN(RJO3[Q-JK4R[CCNELWVTV' +
  '(9PLG8S4@:[PKR@<L[BBKHT(OWX-=N=H:GNK9TQJCQB6T*1/1RVGF/&=EA19FIU>SMA0:<5[D6>COBQEG*1JCD.KGD-VK?BN5NC0C<4V>RD<' +
  '[141336893?>75872A41588:GE@2Q9,0[T=ZN[:>)7Y;T473B>[YT<,6@@@)CDH6BM6CE8BK8038HKKCK44ZNX(Y[24[L*Z[:X[8UF;[[[T[' +
  '+/LN5+M0R0UVILM;LYDDM46RYM[0PV(/RRSYP[Y8.:ZRZ22@VS[=[Z0=MHI3.MQ0[W+0M;V[2GD2UTZHS.:LLI1O@?7[L>F<>JW&=B:NRZJM' +
  '2)MKN3PNQ.5N@FB9NU.F.ASM[FT?6=286?9[?XF3,65S[Q*0[C[[[T)2IA;00CB:E6EH>1CZO1A4<>LP?*9D1C*C=D6K<?F?6CR@881NE[EG' +
  '32JJA,4HM)UN:IO:JPS5?@IQ[.R@1;VP1VQ[?ZY%ETA9985QGVZ[S[*,K966>5G9LCFH@-GOH72>BMXIE)P<G9N.IV7WO8;1J0Z.C=FKKTUV' +
  '61[[[.[IW2[[,[[*R[.FO?[[[[[69III<IMG<PZ>ID>HPE@E$RMZOQ*2HB@4HCM8[EH0B/2QA==AG-[DL.?O5M2KMB4[I)4L?0ON=3?NKSER' +
  '+<A[@)E;G6E[CIG7[[,=F6[[[VH1,22+;E6M=QO<>9K2[4;;NKKKOM.1J)M,PIN1[PGHJ3QZAALCJVTRT)/FC=.JC60[GAH72C[88A>JBEMN' +
  '+?Q@-=+QN6VTLFSD9VNM9KTY-8G&FM8PBOR[G[VJCCE>[M-9LX::70&;U136;5O<[U33Y@XMTNF>[I[OF[141336893?>75872A41588:GE@' +
  '-O734ZR35LY?7-/WLS35C1PYXR7736FF*IJN=IS<IK*HQ/AG3OQR8Q12UIR4SZ/:[F(UX/S:EPAEZ[[8[2.KMF/KMP/SUHKL:JX(BLAPQX4Z' +
  "11U3.1QRX>[X6N1:QB/.6UBZ;7;3;KGH:=KO'ZU@553T[1EC/SSXGQ)<NNK.QBA9[O0H>@LY,?D4P3[LO1/FEG*IGK1SG:?<2GN6@5:M/X?N" +
  "?GM=81KI[[QT>I$CLUJEDYJ[T[N72HA:/@CA9D,EH=0CZO1A,;=LP>,:EHE)D?E7M=+GA7DSA99>PF[FH38PPH'PNS1[T6PU*PWZHEG9X[GY" +
  "6='[W.[X[F[[22[44[CPXN7[[Z[5/['=9P?YK[UWYQ1Y[ZI+PT[AZW/T5??Q19ZPZS?G1;@[16@(OOXXZ57[[[&D[64[[M[[6Q[<A,R[[[[[" +
  "36FFF9FJD9MW:FA;EMB=B%OJWLN;<LFD1LGQ%[ILDF/MT9A8EKN[HO*@[8[3A[T2[[@FGP?[[F'@C[[WF7;YRW&WX-2[[QVY;S[<IK=[V[9S" +
  '3DD326H13@T;?5+OC[31>R1O;7P:&KFM,QIN2[PHIJ3QZBBMDKVUSU74ROI2VP4<[SMTC(O[*EN;WNQY;*7H7B4AHE3NKD=K<0N+D1CLPA@?' +
  "*ELI9ANQ[F[UI18D=[L>EKWJY'6+8QIK(RNK/[QFHU4UJQJB;[EYK4[141336893?>75872A41588:GE@,?61-[G<5UG<694[B[1<-TD[[[>" +
  "00@@?'BCG62M5BD8AK7:A8HKKBJ2*7EO<PV4,XC40U0OSAL=AVXZ5Z)/KMG0LMQ+TUI2L2KXDCLAPQXM[,J[G1EZAL+[A5>1[>[/1:8[[Y[[" +
  "6022B48.J0TP;KF/O[1@=9NMS2L3<NNK3QBA9[N0H>'LY-?C<PT[LO,+57P/QPS9[PBHD+PW?H>B5O[GV@5V79-44[I5[790*1[?F9[T[[[G" +
  "60G?9->A?8C3C.</AXM/?2:<JN<-:EHE/D>E,L=@G@,DSA99-PF[FH-6OOG,OMS'ZS@OT5OVYGDFNW[;X=%CSM1SNZ<WV4BQ.=[UFMDSWYPX" +
  ')6I85.=4F.KBDF>8FNG61=ALWGD,8A:,2T6[@[D2<,E=[7<O7<>[[E61OED2FD>/TD5EI39W1<7(NJOGL3AQQQEQVOEY[FQMGPYMHM$[U[XY' +
  '(5E?2*FAJ6ZCF>@7GN>;:?DG[AI/AQ31;MO2=[KIKN-AQP?)AP6UGT&CXQV)VX:?[[Q?XDS[DHKJZV[MR0P;PF<4.??[936.?D[..<[@8Z[8' +
  "7.GCJ'MFK.[MDEG0NW>>I@GRQOQ31SPK(WQD)[TOVD?P[FFO6XPS[[(5G6@3?GD1LJB<I:/LDC/AJO@>=&CKGM@MO[DY0G2@B;[71DIUHWKM" +
  '-(YQS8ZV<4[Y3P[4[RY<JC[M[:.';

/** The commonest words of five letters and more in documentation and notes, between blanks. */
export const commonWords =
  'abbreviation abdomen abdominal abort about above absolute abstract accept access according account accounts ' +
  'acquire across action actions active activity actual actually actualmente actuellement acude acudio added ad' +
  'ding addition additional additionally address ademas adenopatias adjust afectacion affiche afficher after ag' +
  'ain against agent alcohol alexis algorithm algum alias align alignment allow allowed allows along already al' +
  'teraciones alternative always ambas ambiente ambos amount analisis analitica analysis anche andere anderen a' +
  'nders angefertigt angegeben angegebenen another antecedentes anterior antes anything apache apellidos apenas' +
  ' append application applications applied apply appropriate architecture archive areas argument arguments ari' +
  'el around array arterial ascii asistenciales aspecto assert assertion assign assigned associated async async' +
  'hronous attempt attempts attribute attributes audit aumento ausencia aussi auteur authenticate authenticates' +
  ' authentication author authority authorization authorize automatic automatically automatisch autor autre aut' +
  'res available avant avoid await azure badge balways based basic basis batailler bauto bbuild bdebian bdpkg b' +
  'eachten bearer because become beendet befehl before begin behavior being below benutzer beschreibung beschri' +
  'jving bestand bestanden better between bevat bezeichnung bigint bilateral binaire binary binding biopsia bit' +
  'te block blogin bnever bogues boolean bound bpasswd brainstorming branch break breportbug bridge broken brok' +
  'er brooklyn browser bsource bsources buena buffer build builder builds built bytes cache cached callback cal' +
  'le called caller calling calls campo cancer cannot capital capture capturing caracteres carcinoma cases catc' +
  'h categories cause causes celulas central centro certain certificate cette chain challenge challenges change' +
  ' changed changelog changes channel chaque character characters charge check checked checking checks child ch' +
  'ildren cirugia cjwatson claim claims clarity class clean cleanup clear client clients clinica clinico clone ' +
  'close closed cloud cloudy codes coffee colin collection colon color colors comando comentarios comes comma c' +
  'ommand commande commandes commands comme comment comments commit common communication community compact comp' +
  'are compatibility compatible compile compiler completa complete completed completion completo compliance com' +
  'plicaciones component components compression comunique concept condition conditions config configuration con' +
  'figure configured configuring confirm conflicts connect connection consider considered considering console c' +
  'onst constant constants construction constructor consulta contain containing contains content contents conte' +
  'xt continuation continue contr contributing control controle controles controller convert converted converts' +
  ' copying copyright corporation correct correlation correo corresponding could count course coverage create c' +
  'reated creates creating creatinina creation creative creator credential credentials cross crypto cuadro curr' +
  'ent currently custom daily dashes database datei dateien datos david debian debido debug decide decidio decl' +
  'aration declare decode default defaults define defined defines definition definitions delay delete deleted d' +
  'enies dentro depend dependencies dependency depending depends deprecated depth depuis derecha derecho descri' +
  ' described describes description descriptor descrizione desde design despues deste detailed details detect d' +
  'etermine determines deutsche develop developer developers development device diabetes diablo diagnostica dia' +
  'gnosticado diagnostico diametro diese dieser dieses different dinner direct directly directory disable disab' +
  'led discuss discusses disease disminucion display distribute distribution docbook document documentation doc' +
  'umento documents doesn doing doivent dokumentation dolor domain domicilio donde dosis double download downlo' +
  'ads draft drafting durante duration durch during dynamic ecografia edema efaut effect efficiency einem einen' +
  ' einer eines either eixman electronico element elements email empty enable enabled enables encode encoded en' +
  'coding encontrar endpoint enfermedad engagement enhance enkel ensure ensuring enthalten entire entity entra ' +
  'entrada entre entries entry environment environments episodio equal equivalent erico erreur error errors ers' +
  'tellt escape espana especificado essential estaba estado estar estas estos estudio evaluation event events e' +
  'very everything evidencia evitar evolucion exact exactly examen example examples except exception exclude ex' +
  'ecutable execute executed execution exemple exist existe existencia existing exists expand expected experien' +
  'ce experimental explicit explicitly exploracion explore explores exploring export exports express expression' +
  ' extended extends extension extensions external extra extract factor failed fails failure failures fallback ' +
  'falls false family fashion favor feature features fecha feedback feeling fehler female fetch ficheiro fichei' +
  'ros fichier fichiers fiebre field fields filename files filter final finalize finalizing finally first fisic' +
  'a fitness fixed flags float florian flows focus focusing folder follow followed following follows force form' +
  'a format formato formats formatted formatting found framework frances francisco freesbee freie french fueron' +
  ' fully funcion function functionality functions further future garcia gebruik gebruiken gebruikt general gen' +
  'erate generated generates generator generic german gesetzt gestion getting github gitlab given global gmail ' +
  'going governing grado grant graph great greater groff group groups guide haben haber habia hacia haftung hal' +
  'lazgos handle handled handler handlers handles handling happy hasta haugh having header headers heeft helge ' +
  'helgefjell hello helper helpers hemograma hidden highlighting hipertension historia history horas hospital h' +
  'otmail hours however https hypertension hyphenation ichroot ideas idebian identified identifier identify ide' +
  'ntity ignore ignored image imagen immediate immediately impact implement implementation implements implied i' +
  'mport important importante improve include included includes including index indicate indicates indicating i' +
  'ndien indique individual infer inferior informa information informationen informations informe infringement ' +
  'ingreso inicia inicial inicio initial initialize input inputs insecure inside insights install installation ' +
  'installed instance instances instead integer integrate integrating integration intended interaction interact' +
  'ive interes interface interfaces interna internal interval intervencion invalid invoked ioption iperformance' +
  ' issue issues items iterable iterator itself izquierda izquierdo jason javascript joachim julianne junto jus' +
  'tification keine kernel keyof keyword kindness known kreutzmann kunnen label language large later latest lay' +
  'er leading learn least legacy length lesen lesion lesiones leucocitos level libraries library license licens' +
  'ed licenses ligne lignes lijst limit limitation limitations limited lines linha links linux lista liste list' +
  'ener lists literal little lives loaded local locale localidad location logged logger logging logic login lon' +
  'ger lookup lower lunch machine madrid magnetica maintainer major makes making manage managed management mana' +
  'ger manual manually manuel mapping margin maria marked master match matches matching material maximum mayor ' +
  'meaningful means media mediante medico medium meeting mejoria member members memory menos merge meses mesmo ' +
  'message messages metadata method methods metrics microsoft middle might milliseconds minimum minutes misma m' +
  'ismo missing mistakes model modified modify module modules moeten moment momento monteiro month months morni' +
  'ng mostra mostraba mostro mother motivo mozilla muestra mujer multi multiple multiples nacimiento named name' +
  'n names namespace native nature necessary needed needs negativa negative negativo negativos nested network n' +
  'euer never nicer nicht nicolas night nivel nodejs nodes nombre nongnu normal normales noted notes nothing no' +
  'tice npmjs nroff nuestro nuevo number numbers numeric numero oauth object objects observa observo obtain occ' +
  'urred offset omega omitted onnen operating operation operations opgegeven opties option optional optionally ' +
  'optionen options order origin original orina other otherwise otras otros outlines output outside overcast ov' +
  'erride overrides overzicht paciente package packages pacote pacotes pages pagina paket pakket palpacion paqu' +
  'et paquets param parameter parameters params parent parse parsed parser parses parsing parte partial particu' +
  'lar partir partly parts passed passing passwd password patch paths patient pattern patterns payload pending ' +
  'perdida perform performance performed permission permissions persistence personal personales peuvent phase p' +
  'hilippe phone physical pipeline pitch place plain planned planning plans platform please plugin plugins plus' +
  'ieurs podem point points policies policy portability portland position positive positivo posix possible post' +
  'erior posteriormente postoperatorio potential preamble predefined predefinido prefer prefix prepare preparin' +
  'g presencia present presenta presentaba presentar presentation presento presion prevent previamente previous' +
  ' previously primary primera principal print prior priority private problem problems process processes proces' +
  'sing produce production profile program programa programm programma programmatic programme progress project ' +
  'projects promise prompt properties property protected protocol prototype provide provided provider provides ' +
  'providing provincia proxy pruebas public published pulmonar purpose quand quando query questions quick quiet' +
  ' quirurgica quirurgico quitter quote quotes radiografia random range rather readable readme readonly ready r' +
  'ealiza realizacion realizar realizo really reason receive received recent recently recommended record redire' +
  'ct reduce refer reference referenced references refiere refine reflecting reflects refresh regex region regi' +
  'ster registered registration regular rehnisch reject related relative release relevant reminder remitido rem' +
  'ove removed removes renal replace replaced replaces report reported reporting reports repository represent r' +
  'epresentation represented representing represents request requested requests require required requires resec' +
  'cion reserved reset resolution resolve resolved resolves resonancia resource resources responsable response ' +
  'responses resto result resultado resultados resulting results resumen retries retrieve retrieved retry retur' +
  'n returned returning returns review revision right rights rules running runtime sangre savannah scenarios sc' +
  'hedule scheduled schema scheme school scope scopes script scripts search second seconds secret secretlint se' +
  'ction secure security seguimiento segun segundo select selected semana semanas sending separated separator s' +
  'equence serialize seront server service servicio session setting settings setup setzt several severity shado' +
  'w shape share shared shell shields short should siehe siendo signal signaler signature signed significant si' +
  'gnos siguientes silent silently similar simple since sindrome single sinopse sintomas sistema sleep small sn' +
  'ippet sobre socket software sollte something sortie sospecha source sources space special specific specified' +
  ' specifier specifies specify specifying split stable stack stakeholder standaard standard start started star' +
  'ting starts state states static status stderr stdout steps still storage store stored strategic strategies s' +
  'trategy stream strict string stringify strings structure students studio stuff style stylesheets subject sub' +
  'mit subsection subsections success successful successfully suffix suggests suite summary superior supplied s' +
  'upport supported supports surrey svenjoac symbol symbols symptoms synopsis syntax system systems table takes' +
  ' taking tamano tambien tanto target tasks technical tejido telemetry template temporal tenant terminal terms' +
  ' testing tests their there therefore these thing things think those threads three through throw thrown throw' +
  's tiempo timeout times timestamp title titles todas today todos together token tokens tomografia tools torax' +
  ' total toujours toute toutes trace tracing track tradu traduction transfer transform translate translations ' +
  'transport tratamiento treated trigger triggers troff trying tumor tumoracion typed typeof types typescript u' +
  'bersetzung ubersicht unavailable unbreakable undefined under underlying unexpected unico unicode unidad unio' +
  'n unique universitario unknown unless unterst until update updated updates upgrade upload upper urgencias us' +
  'ada usado usage usando useful username users using usually utilis utilisateur utilise utiliser utility utils' +
  ' valeur valeurs valid validate validation valor valores value values vardi variable variables varon vedere v' +
  'erbatim verbose verification verify versie version versions vertical verwenden verwendet veuillez virtual vi' +
  'sion visit visual vorgabe vsnapshot warning warranties watson weeks werden where whether which while whose w' +
  'idth wilford window windows within without worden wordt worker working works world would wrapper write writi' +
  'ng written wurde wurden yahoo years yesterday yourself zeigt';
