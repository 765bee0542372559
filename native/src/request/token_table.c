/* token_table.c - see token_table.h. */
#include "request/token_table.h"

easc__bytes easc__unit_name(easc__unit unit)
{
    static const easc__bytes names[] = {EASC__NAME(""),   EASC__NAME("count"), EASC__NAME("ms"),
                                        EASC__NAME("s"),  EASC__NAME("kB"),    EASC__NAME("bytes"),
                                        EASC__NAME("utc")};
    return names[unit];
}

/* In the order in which Exchange 2013 writes them, then those that only others write. Never by
   prefix: S, Sk, Sst, Srv, Ssp … are different items. */
static const easc__token item_tokens[] = {
    {EASC__NAME("PrxTo"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("PrxFrom"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("RdirTo"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("PrxUser"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("V"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Ver1"), "2016", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("SC1"), "2016", EASC__UNIT_NONE, "facts c.2; MS-ASCMD 2.2.2"},
    {EASC__NAME("HH"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("OlkExtHdr"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("SmtpAdrs"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Puid"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Oid"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("OrgType"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DRmv"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("NMS"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Ssnf"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Fc"), "2007", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Fid"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Ty"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Filt"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Filts"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("St"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Sk"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Sks"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Sst"), "2010", EASC__UNIT_KB, "facts c.2"},
    {EASC__NAME("Sslc"), "2013", EASC__UNIT_KB, "facts c.2"},
    {EASC__NAME("SsCmt"), "2010", EASC__UNIT_KB, "facts c.2"},
    {EASC__NAME("TotSvC"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ColdSvC"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ColdCpyC"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("TotLdC"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("MR"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("FtsR"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("GetChgsIter"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("GetChgsTime"), "2013", EASC__UNIT_MS, "facts c.2"},
    {EASC__NAME("ProvSyncType"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Cli"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Srv"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Svr"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Pfs"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("BR"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("BPR"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("E"), "2007", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Io"), "2007", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Hb"), "2007", EASC__UNIT_SECONDS, "facts c.2"},
    {EASC__NAME("Rto"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Hang"), "2013", EASC__UNIT_SECONDS, "facts c.2"},
    {EASC__NAME("Erq"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Ers"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Erd"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Cpo"), "2010", EASC__UNIT_MS, "facts c.2"},
    {EASC__NAME("Fet"), "2010", EASC__UNIT_MS, "facts c.2"},
    {EASC__NAME("ExStk"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Ssp"), "2007", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Sspb"), "2007", EASC__UNIT_BYTES, "facts c.2"},
    {EASC__NAME("Unc"), "2007", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Uncb"), "2007", EASC__UNIT_BYTES, "facts c.2"},
    {EASC__NAME("Att"), "2007", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Attb"), "2007", EASC__UNIT_BYTES, "facts c.2"},
    {EASC__NAME("Pk"), "2007", EASC__UNIT_NONE, "facts c.2; MS-ASPROV"},
    {EASC__NAME("Pa"), "2007", EASC__UNIT_NONE, "facts c.2; MS-ASPROV"},
    {EASC__NAME("Oof"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("UserInfo"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DevModel"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DevIMEI"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DevName"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DevOS"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DevLang"), "2007", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DevAgent"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DevMoOp"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DevEnaSMS"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("S"), "2010", EASC__UNIT_NONE, "facts c.2; MS-ASCMD 2.2.2"},
    {EASC__NAME("Error"), "2007", EASC__UNIT_NONE, "facts c.4"},
    {EASC__NAME("Msg"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("ADWR"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("RR"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Fb"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Ct"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Pic"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("ItOefc"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ItOeefc"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ItOfd"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ItOefd"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ItOfi"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ItOefi"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ItOfa"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ItOfea"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ItOefa"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ItOm"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ItOem"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("MRi"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("MRe"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Mi"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("MeI"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("SrchP"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("SrchD"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("SrchL"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("SrchTime"), "2010", EASC__UNIT_MS, "facts c.2"},
    {EASC__NAME("Tpr"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Spr"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("Pfc"), "2013", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("VCh"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("VCe"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("VCRL"), "2010", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("ClsName"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Uuhp"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("SkipSend"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("MOLk"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Em"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("GaC"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("As"), "2010 SP1", EASC__UNIT_NONE, "facts c.3"},
    {EASC__NAME("Ms"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Ssu"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Mbx"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Cafe"), "2016", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("SNSSN"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Dc"), "2010 SP1", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Throttle"), "2010 SP1", EASC__UNIT_MS, "facts c.2"},
    {EASC__NAME("SBkOffD"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("BkOffRsn"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DBL"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("DBS"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("CmdHC"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("SyncHC"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Ab"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("TmRcv"), "2013", EASC__UNIT_UTC, "facts c.2"},
    {EASC__NAME("TmSt"), "2013", EASC__UNIT_UTC, "facts c.2"},
    {EASC__NAME("TmDASt"), "2013", EASC__UNIT_UTC, "facts c.2"},
    {EASC__NAME("TmPolSt"), "2013", EASC__UNIT_UTC, "facts c.2"},
    {EASC__NAME("TmExSt"), "2013", EASC__UNIT_UTC, "facts c.2"},
    {EASC__NAME("TmExFin"), "2013", EASC__UNIT_UTC, "facts c.2"},
    {EASC__NAME("TmFin"), "2013", EASC__UNIT_UTC, "facts c.2"},
    {EASC__NAME("TmCmpl"), "2013", EASC__UNIT_UTC, "facts c.2"},
    {EASC__NAME("TmHang"), "2013", EASC__UNIT_UTC, "facts c.2"},
    {EASC__NAME("TmCnt"), "2013", EASC__UNIT_UTC, "facts c.2"},
    {EASC__NAME("TmTr"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("NmDeferred"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("IcsHier"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("BlCARName"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("LatCAR"), "2013", EASC__UNIT_MS, "facts c.2"},
    {EASC__NAME("ActivityContextData"), "2013", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("Budget"), "2010", EASC__UNIT_NONE, "facts c.2"},
    {EASC__NAME("LdapC"), "2007", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("LdapL"), "2007", EASC__UNIT_MS, "facts c.2"},
    {EASC__NAME("RpcC"), "2007", EASC__UNIT_COUNT, "facts c.2"},
    {EASC__NAME("RpcL"), "2007", EASC__UNIT_MS, "facts c.2"},
};

/* Facts c.1. */
static const easc__token tokens_of_2003[] = {
    {EASC__NAME("V"), "2003", EASC__UNIT_NONE, "facts c.1"},
    {EASC__NAME("T"), "2003", EASC__UNIT_NONE, "facts c.1"},
    {EASC__NAME("S"), "2003", EASC__UNIT_NONE, "facts c.1"},
    {EASC__NAME("C:"), "2003", EASC__UNIT_COUNT, "facts c.1"},
    {EASC__NAME("S:"), "2003", EASC__UNIT_COUNT, "facts c.1"},
    {EASC__NAME("P:"), "2003", EASC__UNIT_COUNT, "facts c.1"},
};

static const easc__token parameter_tokens[] = {
    {EASC__NAME("Cmd"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.2"},
    {EASC__NAME("User"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.2"},
    {EASC__NAME("DeviceId"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.2"},
    {EASC__NAME("DeviceType"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.2"},
    {EASC__NAME("AttachmentName"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.2"},
    {EASC__NAME("CollectionId"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.2"},
    {EASC__NAME("ItemId"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.2"},
    {EASC__NAME("LongId"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.2"},
    {EASC__NAME("Occurrence"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.2"},
    {EASC__NAME("SaveInSent"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.2"},
    {EASC__NAME("MailboxId"), "", EASC__UNIT_NONE, "facts b.1"},
    {EASC__NAME("CorrelationID"), "2013", EASC__UNIT_NONE, "facts c.5"},
    {EASC__NAME("ClientId"), "2013", EASC__UNIT_NONE, "facts c.5"},
    {EASC__NAME("cafeReqId"), "2013", EASC__UNIT_NONE, "facts c.5"},
    {EASC__NAME("ActID"), "2013", EASC__UNIT_NONE, "facts c.5"},
    {EASC__NAME("X-ARR-LOG-ID"), "", EASC__UNIT_NONE, "facts b.1"},
    {EASC__NAME("SSL-SESSION"), "", EASC__UNIT_NONE, "facts b.1"},
};

static const easc__token wire_tokens[] = {
    {EASC__NAME("ProtocolVersion"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("Command"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("Locale"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("DeviceId"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("PolicyKey"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("DeviceType"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("AttachmentName"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("CollectionId"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("ItemId"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("LongId"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("Occurrence"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("Options"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
    {EASC__NAME("User"), "", EASC__UNIT_NONE, "MS-ASHTTP 2.2.1.1.1.1"},
};

typedef struct token_list {
    const easc__token *tokens;
    size_t count;
} token_list;

#define LIST(tokens)                                                                               \
    {                                                                                              \
        (tokens), sizeof(tokens) / sizeof((tokens)[0])                                             \
    }

static const token_list lists[EASC__TOKEN_KIND_COUNT] = {LIST(item_tokens), LIST(tokens_of_2003),
                                                         LIST(parameter_tokens), LIST(wire_tokens)};

const easc__token *easc__token_at(easc__token_kind kind, size_t index)
{
    return index < lists[kind].count ? &lists[kind].tokens[index] : NULL;
}

const easc__token *easc__token_find(easc__token_kind kind, easc__bytes name)
{
    for (size_t i = 0; i < lists[kind].count; i++) {
        const easc__token *token = &lists[kind].tokens[i];
        bool is_same = kind == EASC__TOKEN_PARAMETER ? easc__equal_nocase(token->name, name)
                                                     : easc__equal(token->name, name);
        if (is_same) {
            return token;
        }
    }
    return NULL;
}
