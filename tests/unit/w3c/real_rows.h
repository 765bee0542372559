/* real_rows.h - rows of real servers, as they were published, without the #Fields that they came
   with. */
#ifndef EASC_TESTS_UNIT_W3C_REAL_ROWS_H
#define EASC_TESTS_UNIT_W3C_REAL_ROWS_H

/* Exchange 2016 back end: every field but the byte counts, and X-Forwarded-For behind them. */
static const char *const e2016_all_fields[] = {
    "2022-07-20 07:03:38 W3SVC2 mail-srv 10.0.2.216 POST "
    "/Microsoft-Server-ActiveSync/Proxy/default.eas "
    "User=user@domain.com&DeviceId=00000000000000000000000001&DeviceType=iPhone&Cmd=Ping&Log=SC1:1_"
    "PrxFrom:10.20.52.208_Ver1:161_HH:mail.domain.com_SmtpAdrs:user%40domain.com_Hb:600_Rto:2_Cpo:"
    "656_Fet:600000_Mbx:mail-srv.domain.ru_Cafe:DC2-MBX-03.domain.RU_Dc:dc-srv.domain.ru_Throttle:"
    "0_SBkOffD:L%2f-470_TmRcv:06:53:38.4480003_TmSt:06:53:38.4519947_TmFin:06:53:38.4519947_TmCmpl:"
    "07:03:38.440522_TmCnt:07:03:37.7834641_Budget:(A)Owner%3aS-1-5-21-1023191730-727829927-"
    "3110000192-14176%5F00000000000000000000000001%5FiPhone%2cConn%3a0%2cMaxConn%3a10%2cMaxBurst%"
    "3a480000%2cBalance%3a480000%2cCutoff%3a600000%2cRechargeRate%3a1800000%2cPolicy%"
    "3aGlobalThrottlingPolicy%5F5c9d3d31-7f05-4e14-b8f8-05780608b52f%2cIsServiceAccount%3aFalse%"
    "2cLiveTime%3a00%3a00%3a30.6952647%3b(D)Owner%3aS-1-5-21-1023191730-727829927-3110000192-14176%"
    "5F00000000000000000000000001%5FiPhone%2cConn%3a0%2cMaxConn%3a10%2cMaxBurst%3a480000%2cBalance%"
    "3a480000%2cCutoff%3a600000%2cRechargeRate%3a1800000%2cPolicy%3aGlobalThrottlingPolicy%"
    "5F5c9d3d31-7f05-4e14-b8f8-05780608b52f%2cIsServiceAccount%3aFalse%2cLiveTime%3a00%3a00%3a00."
    "6580618_ActivityContextData:ActivityID%3d0483abd0-f1d6-44e7-bfe8-e951e242b7bd%3bI32%3aADS.C%"
    "5bdc-srv%5d%3d1%3bF%3aADS.AL%5bdc-srv%5d%3d1.62791%3bI32%3aATE.C%5bdc-srv.domain.com%5d%3d1%"
    "3bF%3aATE.AL%5bdc-srv.domain.com%5d%3d0%3bS%3aWLM.Bal%3d480000%3bS%3aWLM.BT%3dEas_ 444 "
    "domain\\user 10.0.12.18 HTTP/1.1 Apple-iPhone11C6/1905.258 - - mail-srv.domain.com:444 200 0 "
    "0 600013 9.9.2.21,+10.0.11.6,+10.23.2.29,10.40.24.96",
    "2022-07-20 07:03:38 W3SVC2 mail-srv 10.0.2.216 POST "
    "/Microsoft-Server-ActiveSync/Proxy/default.eas "
    "User=user@domain.com&DeviceId=00000000000000000000000001&DeviceType=iPhone&Cmd=Ping&Log=SC1:1_"
    "PrxFrom:10.20.52.208_Ver1:161_HH:mail.domain.com_SmtpAdrs:user%40domain.com_Hb:600_Rto:2_Cpo:"
    "656_Fet:600000_Mbx:mail-srv.domain.ru_Cafe:DC2-MBX-03.domain.RU_Dc:dc-srv.domain.ru_Throttle:"
    "0_SBkOffD:L%2f-470_TmRcv:06:53:38.4480003_TmSt:06:53:38.4519947_TmFin:06:53:38.4519947_TmCmpl:"
    "07:03:38.440522_TmCnt:07:03:37.7834641_Budget:(A)Owner%3aS-1-5-21-1023191730-727829927-"
    "3110000192-14176%5F00000000000000000000000001%5FiPhone%2cConn%3a0%2cMaxConn%3a10%2cMaxBurst%"
    "3a480000%2cBalance%3a480000%2cCutoff%3a600000%2cRechargeRate%3a1800000%2cPolicy%"
    "3aGlobalThrottlingPolicy%5F5c9d3d31-7f05-4e14-b8f8-05780608b52f%2cIsServiceAccount%3aFalse%"
    "2cLiveTime%3a00%3a00%3a30.6952647%3b(D)Owner%3aS-1-5-21-1023191730-727829927-3110000192-14176%"
    "5F00000000000000000000000001%5FiPhone%2cConn%3a0%2cMaxConn%3a10%2cMaxBurst%3a480000%2cBalance%"
    "3a480000%2cCutoff%3a600000%2cRechargeRate%3a1800000%2cPolicy%3aGlobalThrottlingPolicy%"
    "5F5c9d3d31-7f05-4e14-b8f8-05780608b52f%2cIsServiceAccount%3aFalse%2cLiveTime%3a00%3a00%3a00."
    "6580618_ActivityContextData:ActivityID%3d0483abd0-f1d6-44e7-bfe8-e951e242b7bd%3bI32%3aADS.C%"
    "5bdc-srv%5d%3d1%3bF%3aADS.AL%5bdc-srv%5d%3d1.62791%3bI32%3aATE.C%5bdc-srv.domain.com%5d%3d1%"
    "3bF%3aATE.AL%5bdc-srv.domain.com%5d%3d0%3bS%3aWLM.Bal%3d480000%3bS%3aWLM.BT%3dEas_ 444 "
    "domain\\user 10.0.12.18 HTTP/1.1 Apple-iPhone11C6/1905.258 - - mail-srv.domain.com:444 200 0 "
    "0 600013 9.9.5.1,+10.0.11.6,+10.23.2.39,10.40.59.96",
    "2022-07-20 07:03:38 W3SVC2 mail-srv 10.0.25.16 POST "
    "/Microsoft-Server-ActiveSync/Proxy/default.eas "
    "User=user@domain.com&DeviceId=JUQGGDFCDD29R3H003TJA63E10&DeviceType=iPhone&Cmd=Ping&Log=SC1:1_"
    "PrxFrom:10.0.22.211_Ver1:161_HH:mail.domain.com_SmtpAdrs:User%domain.com_Hb:600_Rto:2_Cpo:656_"
    "Fet:600000_Mbx:mail.domain.com_Cafe:MBX-SRV.DOMAIN.COM_Dc:dc-srv.domain.com_Throttle:0_"
    "SBkOffD:L%2f-470_TmRcv:06:53:38.4480003_TmSt:06:53:38.4519947_TmFin:06:53:38.4519947_TmCmpl:"
    "07:03:38.440522_TmCnt:07:03:37.7834641_Budget:(A)Owner%3aS-1-5-21-1023191730-727829927-"
    "3110000192-14176%5FJUQGGDFCDD29R3H003TJA63E10%5FiPhone%2cConn%3a0%2cMaxConn%3a10%2cMaxBurst%"
    "3a480000%2cBalance%3a480000%2cCutoff%3a600000%2cRechargeRate%3a1800000%2cPolicy%"
    "3aGlobalThrottlingPolicy%5F5c9d3d31-7f05-4e14-b8f8-05780608b52f%2cIsServiceAccount%3aFalse%"
    "2cLiveTime%3a00%3a00%3a30.6952647%3b(D)Owner%3aS-1-5-21-1023191730-727829927-3110000192-14176%"
    "5FJUQGGDFCDD29R3H003TJA63E10%5FiPhone%2cConn%3a0%2cMaxConn%3a10%2cMaxBurst%3a480000%2cBalance%"
    "3a480000%2cCutoff%3a600000%2cRechargeRate%3a1800000%2cPolicy%3aGlobalThrottlingPolicy%"
    "5F5c9d3d31-7f05-4e14-b8f8-05780608b52f%2cIsServiceAccount%3aFalse%2cLiveTime%3a00%3a00%3a00."
    "6580618_ActivityContextData:ActivityID%3d0483abd0-f1d6-44e7-bfe8-e951e242b7bd%3bI32%3aADS.C%"
    "5bdc-srv%5d%3d1%3bF%3aADS.AL%5bdc-srv%5d%3d1.62791%3bI32%3aATE.C%5bdc.domain.com%5d%3d1%3bF%"
    "3aATE.AL%5bdc.domain.com%5d%3d0%3bS%3aWLM.Bal%3d480000%3bS%3aWLM.BT%3dEas_ 444 DOMAIN\\USER "
    "23.12.22.38 HTTP/1.1 Apple-iPhone11C6/1905.258 - - dc.domain.com:444 200 0 0 600013 "
    "44.29.25.201,+10.140.11.12,+10.140.12.14,10.140.14.15",
};

/* Exchange 2010 on IIS 7.5. */
static const char *const e2010_nokia[] = {
    "2011-05-06 11:29:50 192.168.1.41 OPTIONS /Microsoft-Server-ActiveSync/default.eas "
    "User=XXXXXX&DeviceId=IMEIXXXXXXXXXXX&DeviceType=NokiaEmail&Log=V0_LdapC9_LdapL16_Mbx:MB."
    "DOMAIN.LOCAL_Dc:DC.DOMAIN.LOCAL_Throttle0_Budget:(A)Conn%3a0%2cHangingConn%3a0%2cAD%3a%24null%"
    "2f%24null%2f0%25%2cCAS%3a%24null%2f%24null%2f0%25%2cAB%3a%24null%2f%24null%2f0%25%2cRPC%3a%"
    "24null%2f%24null%2f0%25%2cFC%3a1000%2f0%2cPolicy%3aDefaultThrottlingPolicy%5F3006a3a1-0211-"
    "447a-99f5-6c0ab8e33c84%2cNorm_ 443 DOMAIN\\Username 192.168.100.201 "
    "NokiaE721/2.02(0)MailforExchange+3gpp-gba 200 0 0 140",
    "2011-05-06 11:30:11 192.168.1.41 POST /Microsoft-Server-ActiveSync/default.eas "
    "User=Username&DeviceId=IMEIXXXXXXXX&DeviceType=NokiaEmail&Cmd=Settings&Log=V121_Ssnf:T_LdapC4_"
    "LdapL16_RpcC45_RpcL125_Ers1_Cpo19781_Fet19999_Pk0_Error:DeviceNotProvisioned_As:BlockedP_Mbx:"
    "MB.DOMAIN.LOCAL_Dc:DC.DOMAIN.LOCAL_Throttle0_Budget:(D)Conn%3a1%2cHangingConn%3a0%2cAD%3a%"
    "24null%2f%24null%2f1%25%2cCAS%3a%24null%2f%24null%2f1%25%2cAB%3a%24null%2f%24null%2f0%25%"
    "2cRPC%3a%24null%2f%24null%2f1%25%2cFC%3a1000%2f0%2cPolicy%3aDefaultThrottlingPolicy%"
    "5F3006a3a1-0211-447a-99f5-6c0ab8e33c84%2cNorm%5bResources%3a(Mdb)MBDB01(Health%3a-1%25%"
    "2cHistLoad%3a0)%2c(DC.LOCAL(Health%3a-1%25%2cHistLoad%3a0)%2c(DC)DOMAIN.LOCAL(Health%3a-1%25%"
    "2cHistLoad%3a0)%2c%5d_ 443 DOMAIN\\Username 192.168.100.201 "
    "NokiaE721/2.02(0)MailforExchange+3gpp-gba 449 0 0 19999",
};

/* Exchange 2010 on IIS 7.5. */
static const char *const e2010_android[] = {
    "2016-08-21 00:01:43 20.0.18.20 POST /Microsoft-Server-ActiveSync/default.eas "
    "Cmd=Ping&User=cdrcb.com%5Cdengmu&DeviceId=androidc537050526&DeviceType=KSAndroid&Log=V141_"
    "LdapC1_RpcC28_RpcL31_Hb1680_S3_Error:PingCollisionDetected_Mbx:MAIL1.cdrcb.com_Throttle0_"
    "Budget:(A)Conn%3a1%2cHangingConn%3a0%2cAD%3a%24null%2f%24null%2f0%25%2cCAS%3a%24null%2f%"
    "24null%2f7%25%2cAB%3a%24null%2f%24null%2f0%25%2cRPC%3a%24null%2f%24null%2f4%25%2cFC%3a1000%"
    "2f0%2cPolicy%3aDefaultThrottlingPolicy%5F2b9a3e7f-eda1-4a1b-bf09-ade32bb5dc65%2cNorm_ 443 "
    "cdrcb.com\\dengmu 117.136.63.27 KSAndroid/5.1.1-EAS-1.3 200 0 0 218",
};

/* Exchange 2003: every field. */
static const char *const e2003_all_fields[] = {
    "2008-07-19 13:44:11 W3SVC1 EMELIE 192.168.0.100 POST /Microsoft-Server-ActiveSync "
    "User=yyy&DeviceId=yyy&DeviceType=PocketPC&Cmd=GetAttachment&AttachmentName=Inbox/"
    "attachment%20name.EML/"
    "1_multipart_xF8FF_2_NL_0808.gif&Log=V4TNASNC:0A0C0D0FS:0A0C0D0SP:1C2I739S232418R0S0L0H0P 443 "
    "HOME\\yyy 80.187.122.111 HTTP/1.1 MSFT-PPC/5.1.2200 - - emelie.xxx.com 200 0 0 176995 546 "
    "1312",
    "2008-07-21 21:24:24 W3SVC1 EMELIE 192.168.0.100 POST /Microsoft-Server-ActiveSync "
    "User=yyy&DeviceId=yyy&DeviceType=PocketPC&Cmd=GetAttachment&AttachmentName=Inbox%2Fattachment%"
    "20name.EML%2F1_multipart_xF8FF_2_NL_0808.gif&Log=V4TNASNC:0A0C0D0FS:0A0C0D0SP:"
    "3C2I739S1902R0S0L0H0P 443 HOME\\yyy 91.89.177.111 HTTP/1.1 MSFT-PPC/5.2.1301 - - "
    "emelie.xxx.com 500 0 0 278 539 15",
};

/* Exchange 2003: default fields of IIS 6. */
static const char *const e2003_default[] = {
    "2010-08-26 00:21:14 W3SVC1 192.168.7.57 UNSUBSCRIBE /exchange/jameswhite@EFTSOURCE.COM/ - 80 "
    "- 192.168.7.57 Microsoft-Server-ActiveSync/6.5.7638.1 401 2 2148074254",
    "2010-08-26 00:21:14 W3SVC1 192.168.7.57 UNSUBSCRIBE /exchange/jameswhite@EFTSOURCE.COM/ - 80 "
    "- 192.168.7.57 Microsoft-Server-ActiveSync/6.5.7638.1 401 1 0",
    "2010-08-26 00:21:14 W3SVC1 192.168.7.57 UNSUBSCRIBE /exchange/jameswhite@EFTSOURCE.COM/ - 80 "
    "EFTDOMAIN\\jameswhite 192.168.7.57 Microsoft-Server-ActiveSync/6.5.7638.1 207 0 0",
    "2010-08-26 00:21:14 W3SVC1 192.168.7.57 POST /Microsoft-Server-ActiveSync "
    "User=jameswhite&DeviceId=Appl82832FQFY7K&DeviceType=iPhone&Cmd=Ping&Log=V4TNASNC:0A0C0D0FS:"
    "0A0C0D0SP:2C14I7546S161180R0S0L1740H0P 443 EFTDOMAIN\\jameswhite 166.137.10.117 "
    "Apple-iPhone/705.18 200 0 995",
    "2010-08-26 00:21:59 W3SVC1 192.168.7.57 PROPFIND "
    "/exchange/davidmartin@eftsource.com/NON_IPM_SUBTREE/Microsoft-Server-ActiveSync/iPhone/"
    "Appl87027BERA4T - 80 - 192.168.7.57 Microsoft-Server-ActiveSync/6.5.7638.1 401 1 0",
    "2010-08-26 00:22:02 W3SVC1 192.168.7.57 UNSUBSCRIBE /exchange/jameswhite@EFTSOURCE.COM/ - 80 "
    "- 192.168.7.57 Microsoft-Server-ActiveSync/6.5.7638.1 401 2 2148074254",
    "2010-08-26 00:22:02 W3SVC1 192.168.7.57 UNSUBSCRIBE /exchange/jameswhite@EFTSOURCE.COM/ - 80 "
    "- 192.168.7.57 Microsoft-Server-ActiveSync/6.5.7638.1 401 1 0",
};

#endif
