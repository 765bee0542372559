/* test_log_items.c - Log values as Export-ActiveSyncLog counts them (cmdlet facts 6.3 and 6.4), and
   the values at which the cmdlet itself gives up. */
#include "cmdlet/log_items.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct items_row {
    const char *what;
    const char *raw;
    /* "item=count …" of every count that is not 0, in the order of easc__item; Pa and Oof last */
    const char *expected;
} items_row;

static const items_row items_rows[] = {
    {"nothing", "", ""},
    {"no item counts", "V141_LdapC1_RpcL15_Mbx:MBX1_", ""},
    {"mail: adds and changes of the server, associated ones too, none of the client",
     "Fid:1_Ty:Em_Cli:1a2c4d8f16e_Srv:10a20c40d80s1e2r100A4sd_",
     "Sent=130 Received=3 EmailsSent=130 "},
    {"calendar: without associated adds", "Ty:Ca_Cli:1a2c0d0f0e_Srv:10a20c0d0s0e0r100A0sd_",
     "Sent=130 Received=3 CalendarSent=30 CalendarReceived=3 "},
    {"contacts", "Ty:Co_Cli:1a2c0d0f0e_Srv:3a4c0d0s0e0r0A0sd_",
     "Sent=7 Received=3 ContactsSent=7 ContactsReceived=3 "},
    {"tasks", "Ty:Ta_Cli:1a2c0d0f0e_Srv:3a4c0d0s0e0r0A0sd_",
     "Sent=7 Received=3 TasksSent=7 TasksReceived=3 "},
    {"notes", "Ty:Nt_Cli:1a2c0d0f0e_Srv:3a4c0d0s0e0r0A0sd_",
     "Sent=7 Received=3 NotesSent=7 NotesReceived=3 "},
    {"another kind counts as items only", "Ty:Sm_Cli:1a2c0d0f0e_Srv:3a4c0d0s0e0r5A0sd_",
     "Sent=12 Received=3 "},
    {"kinds have a case", "Ty:em_Srv:3a4c0d0s0e0r0A0sd_", "Sent=7 "},
    {"folders add up", "Ty:Em_Srv:1a0c0d0s0e0r0A0sd_Ty:Em_Srv:2a0c0d0s0e0r0A0sd_",
     "Sent=3 EmailsSent=3 "},
    {"a second block behind a folder hides the first",
     "Ty:Em_Srv:1a0c0d0s0e0r0A0sd_Srv:2a0c0d0s0e0r0A0sd_", "Sent=2 EmailsSent=2 "},
    {"blocks in front of all folders are lost", "Srv:1a0c0d0s0e0r0A0sd_Ty:Em_", ""},
    {"two folders in front of two blocks: the last takes the last",
     "Ty:Ca_Ty:Em_Srv:1a0c0d0s0e0r0A0sd_Srv:2a0c0d0s0e0r0A0sd_",
     "Sent=3 EmailsSent=2 CalendarSent=1 "},
    {"a folder without a block leaves it to the one in front", "Ty:Ca_Srv:1a0c0d0s0e0r0A0sd_Ty:Em_",
     "Sent=1 CalendarSent=1 "},
    {"sides are matched by themselves", "Ty:Ca_Cli:5a0c0d0f0e_Ty:Co_Srv:1a0c0d0s0e0r0A0sd_",
     "Sent=1 Received=5 CalendarReceived=5 ContactsSent=1 "},
    {"without a folder the last blocks count, without associated adds",
     "Cli:9a9c0d0f0e_Cli:1a2c0d0f0e_Srv:9a0c0d0s0e0r0A0sd_Srv:3a4c0d0s0e0r5A0sd_",
     "Sent=7 Received=3 "},
    {"Cli of seven parts", "Ty:Ca_Cli:1a2c0d0f0e0s0fs_", "Received=3 CalendarReceived=3 "},
    {"Srv of fewer parts", "Ty:Em_Srv:1a2c0d0s0e_", "Sent=3 EmailsSent=3 "},
    {"Svr as documented", "Ty:Em_Svr:2A1C2D1F1E_", "Sent=3 EmailsSent=3 "},
    {"what is no block is none", "Ty:Em_Srv:1a0c0d0s0e0r0A0sd_Srv:x_Srv:_Srv:1_Srv:1a2_",
     "Sent=1 EmailsSent=1 "},
    {"a folder needs a kind", "Ty:_Srv:1a0c0d0s0e0r5A0sd_", "Sent=1 "},
    {"counters: the last one wins", "Ssp1_Ssp2_Unc3_Att4_Attb5_Att6_Pa1_Pa2_",
     "SharePoint=2 Unc=3 Attachments=6 AttachmentBytes=5 Pa=2 "},
    {"counters with a colon", "Ssp:1_Unc:2_Att:3_Attb:4_Pa:1_",
     "SharePoint=1 Unc=2 Attachments=3 AttachmentBytes=4 Pa=1 "},
    {"a last Pa of 0 is none", "Pa1_Pa0_", ""},
    {"keys are whole and have a case", "Spa1_Pab1_PA1_pa1_Pa_Pa:_Pa1x_Pa-1_Pa+1_Pa::1_", ""},
    {"32 bits fit", "Unc4294967295_", "Unc=4294967295 "},
    {"more is 0", "Unc4294967296_Att18446744073709551617_Pa99999999999999999999999_", ""},
    {"sums wrap", "Ty:Ca_Srv:4294967295a3c0d0s0e0r0A0sd_", "Sent=2 CalendarSent=2 "},
    {"leading zeros", "Pa01_", "Pa=1 "},
    {"Oof: the last one", "Oof:Get_Oof:Set_", "Oof=Set "},
    {"Oof needs a text", "Oof:_", ""},
    {"items without an underscore at the end", "Pa1", "Pa=1 "},
    {"odd items are passed over one by one (2013)",
     "TmRcv06:53:38.44_ProvSyncTypeN_CmdHC-813709136__Pa1_", "Pa=1 "},
    {"odd items are passed over one by one (2016)",
     "SC1:1_Ver1:161_Ty:Em_Cli:0a1c0d0f0e0s0fs_Srv:6a0c0d0s0e0r0A0sd_Pa:1_",
     "Sent=6 Received=1 EmailsSent=6 Pa=1 "},
    {"the run-on string of Exchange 2003", "V4TEmSNC:1A2C0D0F0ES:3A0C0D0SP:1", ""},
};

static const char *const item_names[EASC__ITEM_COUNT] = {
    "Sent",          "Received",         "EmailsSent", "CalendarSent",  "CalendarReceived",
    "ContactsSent",  "ContactsReceived", "TasksSent",  "TasksReceived", "NotesSent",
    "NotesReceived", "OofSet",           "OofGet",     "SharePoint",    "Unc",
    "Attachments",   "AttachmentBytes"};

static void tell(const easc__log_items *items, char *to, size_t size)
{
    size_t n = 0;
    to[0] = '\0';
    for (int i = 0; i < EASC__ITEM_COUNT; i++) {
        if (items->counts[i]) {
            n += (size_t)snprintf(to + n, size - n, "%s=%lu ", item_names[i],
                                  (unsigned long)items->counts[i]);
        }
    }
    if (items->acknowledgement) {
        n += (size_t)snprintf(to + n, size - n, "Pa=%lu ", (unsigned long)items->acknowledgement);
    }
    if (items->oof.n) {
        (void)snprintf(to + n, size - n, "Oof=%.*s ", (int)items->oof.n, items->oof.p);
    }
}

static void values_are_counted_as_the_cmdlet_counts(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(items_rows); i++) {
        const items_row *row = &items_rows[i];
        size_t n = strlen(row->raw);
        char *exact = malloc(n + 1); /* a read beyond the text is seen */
        char told[512];
        assert_non_null(exact);
        memcpy(exact, row->raw, n);
        easc__log_items items;
        easc__log_items_read(easc__bytes_of(exact, n), &items);
        tell(&items, told, sizeof told);
        wrong += unit_wrong_text(row->what, "the count", row->expected, easc__bytes_z(told));
        free(exact);
    }
    assert_int_equal(wrong, 0);
}

/* What ends the cmdlet (cmdlet facts 9.1): twenty folders and one odd item never end there. */
static void a_hostile_value_of_a_mebibyte_is_read_at_once(void **state)
{
    static const char part[] = "Ty:Em_Srv:1a0c0d0s0e0r0A0sd_!_";
    enum { PARTS = (1 << 20) / (sizeof part - 1) };
    (void)state;
    char *raw = malloc(PARTS * (sizeof part - 1));
    assert_non_null(raw);
    for (size_t i = 0; i < PARTS; i++) {
        memcpy(raw + i * (sizeof part - 1), part, sizeof part - 1);
    }
    easc__log_items items;
    easc__log_items_read(easc__bytes_of(raw, PARTS * (sizeof part - 1)), &items);
    assert_int_equal(items.counts[EASC__ITEM_EMAILS_SENT], PARTS);
    free(raw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_counted_as_the_cmdlet_counts),
        cmocka_unit_test(a_hostile_value_of_a_mebibyte_is_read_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
