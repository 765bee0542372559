/* test_w3c.c - directives, columns, rows and their time (contract 1.3 and 1.4, facts a). */
#include "w3c/guess.h"

#include "base/text.h"
#include "real_rows.h"
#include "unit.h"

#include <stdlib.h>

/* --- directives ------------------------------------------------------------------------------ */

enum { MAX_LINES = 5 };

typedef struct format_row {
    const char *lines[MAX_LINES]; /* up to the first NULL */
    const char *format;
    uint32_t columns;
} format_row;

#define IIS_8 "#Software: Microsoft Internet Information Services 8.5"
#define HTTP_API "#Software: Microsoft HTTP API 2.0"
#define HTTPERR_FIELDS                                                                             \
    "#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid"
#define EXCHANGE "#Software: Microsoft Exchange Server"

static const format_row format_rows[] = {
    {{NULL}, "unknown", 0},
    {{IIS_8}, "unknown", 0},
    {{IIS_8, "#Fields: date time s-ip cs-uri-stem"}, "w3c", 4},
    {{"#Fields: date time s-ip cs-uri-stem"}, "w3c", 4},
    {{"#Fields:date time"}, "w3c", 2},
    {{"# Fields : date time"}, "w3c", 2},
    {{"#FIELDS:  date   time  "}, "w3c", 2},
    {{"#fields:\tdate\ttime\t"}, "w3c", 2},
    {{"#Fields:"}, "w3c", 0},
    {{"#Fields date time"}, "unknown", 0},
    {{"#Fieldsx: date time"}, "unknown", 0},
    {{"#"}, "unknown", 0},
    {{"#:"}, "unknown", 0},
    {{"#Fields: date time", "#Fields: date time s-ip"}, "w3c", 3},
    {{"#Fields: date time", "#Remark: Fields: date"}, "w3c", 2},
    {{"#Software: H-Sphere log plugin", "#Fields: date time"}, "w3c", 2},
    {{"#Software: IIS Advanced Logging Module", "#Fields:     date time cs-uri-stem"},
     "w3c-advanced",
     3},
    {{HTTP_API}, "httperr", 0},
    {{HTTP_API, HTTPERR_FIELDS}, "httperr", 11},
    {{HTTPERR_FIELDS}, "httperr", 11},
    {{"#Fields:\tdate\ttime\tcs-method\tcs-uri\tsc-status"}, "httperr", 5},
    {{HTTP_API, HTTPERR_FIELDS, IIS_8, "#Fields: date time cs-uri-stem"}, "w3c", 3},
    {{IIS_8, "#Fields: date time cs-uri-stem", HTTP_API, HTTPERR_FIELDS}, "httperr", 11},
    {{EXCHANGE, "#Log-type: HttpProxy Logs"}, "httpproxy", 0},
    {{EXCHANGE, "#Log-type: HttpProxy Logs", "#Fields: DateTime,RequestId,UserAgent"},
     "httpproxy",
     1},
    {{"#Fields: DateTime,RequestId,UserAgent"}, "httpproxy", 1},
    {{EXCHANGE, "#Log-type: Message Tracking Log", "#Fields: date-time,client-ip"}, "unknown", 1},
};

static easc__directives directives_of(const char *const *lines, size_t count)
{
    easc__directives directives;
    easc__directives_clear(&directives);
    for (size_t i = 0; i < count && lines[i]; i++) {
        easc__directives_apply(&directives, easc__bytes_z(lines[i]));
    }
    return directives;
}

static void the_directives_say_what_kind_of_log_it_is(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(format_rows); i++) {
        const format_row *row = &format_rows[i];
        const char *what = row->lines[0] ? row->lines[0] : "nothing";
        easc__directives d = directives_of(row->lines, MAX_LINES);
        wrong += unit_wrong_text(what, "format", row->format,
                                 easc__format_name(easc__format_in_force(&d)));
        wrong += unit_wrong_number(what, "columns", row->columns, d.schema.column_count);
    }
    assert_int_equal(wrong, 0);
}

/* --- columns --------------------------------------------------------------------------------- */

static const char *const slot_names[EASC__SLOT_COUNT] = {
    "date",  "time",   "computer", "s-ip",     "method", "stem",  "query", "user", "c-ip",
    "agent", "status", "sent",     "received", "sub",    "win32", "took",  "host", "f1",
    "f2",    "f3",     "f4",       "f5",       "f6",     "f7",    "f8",
};

static void show_columns(const easc__row *row, easc__text *to)
{
    easc__text_clear(to);
    for (size_t i = 0; i < EASC__SLOT_COUNT; i++) {
        if (row->at[i].n > 0) {
            easc__text_add_z(to, to->n > 0 ? " " : "");
            easc__text_add_z(to, slot_names[i]);
            easc__text_add_char(to, '=');
            easc__text_add(to, row->at[i]);
        }
    }
}

typedef struct split_row {
    const char *names;
    bool is_advanced;
    const char *line;
    const char *columns; /* NULL: the number of columns is wrong */
} split_row;

#define SHORT "date cs-uri-stem sc-status"

static const split_row split_rows[] = {
    {SHORT, false, "2011-05-06 /x 200", "date=2011-05-06 stem=/x status=200"},
    {SHORT, false, "2011-05-06  /x   200", "date=2011-05-06 stem=/x status=200"},
    {SHORT, false, " 2011-05-06\t/x\t \t200", "date=2011-05-06 stem=/x status=200"},
    {SHORT, false, "2011-05-06 - 200", "date=2011-05-06 status=200"},
    {SHORT, false, "2011-05-06 -- -1", "date=2011-05-06 stem=-- status=-1"},
    {SHORT, false, "2011-05-06 /x", NULL},
    {SHORT, false, "2011-05-06 /x 200 5", NULL},
    {SHORT, false, "2011-05-06 /x 2002011-05-07 /y 200", NULL},
    {SHORT, false, "", NULL},
    {"", false, "", ""},
    {"", false, "x", NULL},
    /* a row that an editor put in quotes */
    {SHORT, false, "\"2011-05-06 /x 200\"", "date=2011-05-06 stem=/x status=200"},
    {SHORT, false, "2011-05-06 \"/x 200\"", "date=2011-05-06 stem=\"/x status=200\""},
    {"x-a " SHORT, false, "\"x 2011-05-06 /x 200\"", "date=2011-05-06 stem=/x status=200\""},
    /* names: case, order, unknown ones, repeated ones */
    {"SC-STATUS x-y Cs-Uri-Stem DATE", false, "200 z /x 2011-05-06",
     "date=2011-05-06 stem=/x status=200"},
    {"date date cs-uri-stem cs-uri-stem", false, "a b c d", "date=a stem=c"},
    {"xdate dates cs-uri-stem-x s-ip-x", false, "a b c d", ""},
    {"c-ip s-ip cs(user-agent) cs-username", false, "a b c d", "s-ip=b user=d c-ip=a agent=c"},
    {"s-computername sc-bytes cs-bytes cs-method cs-uri-query time", false, "a b c d e f",
     "time=f computer=a method=d query=e sent=b received=c"},
    {"CS-HOST sc-substatus cs(Host)", false, "a b c", "sub=b host=a"},
    /* forwarded addresses: any name that contains it, the first eight */
    {"X-Forwarded-For", false, "9.9.2.21,+10.0.0.1", "f1=9.9.2.21,+10.0.0.1"},
    {"cs(X-FORWARDED-FOR) x-forwarded-for-2", false, "a b", "f1=a f2=b"},
    {"x-forwarded-for x-forwarded-for x-forwarded-for x-forwarded-for x-forwarded-for "
     "x-forwarded-for x-forwarded-for x-forwarded-for x-forwarded-for",
     false, "a b c d e f g h i", "f1=a f2=b f3=c f4=d f5=e f6=f f7=g f8=h"},
    {"x-forwarded-for c-ip x-forwarded-for", false, "- b c", "c-ip=b f2=c"},
    /* the Advanced dialect */
    {SHORT, true, "2011-05-06\t\"/a b\"\t200", "date=2011-05-06 stem=/a b status=200"},
    {SHORT, true, "\"2011-05-06\" \"\" \"200\"", "date=2011-05-06 status=200"},
    {SHORT, true, "2011-05-06\t\"a \"\"b\"\" c\"\t200",
     "date=2011-05-06 stem=a \"\"b\"\" c status=200"},
    {SHORT, true, "2011-05-06\t\"\"\"\"\t200", "date=2011-05-06 stem=\"\" status=200"},
    {SHORT, true, "2011-05-06\t\"a b\t200", NULL},
    {SHORT, true, "2011-05-06\t\"ab\t200", "date=2011-05-06 stem=\"ab status=200"},
    {SHORT, true, "2011-05-06\t\"a\"b\t200", "date=2011-05-06 stem=\"a\"b status=200"},
    {SHORT, true, "2011-05-06\ta\"b\t200", "date=2011-05-06 stem=a\"b status=200"},
    {SHORT, true, "2011-05-06\t-\t\"-\"", "date=2011-05-06"},
};

static size_t wrong_split(const split_row *row, easc__text *shown)
{
    easc__schema schema;
    easc__row split;
    size_t n = strlen(row->line);
    char *exact = malloc(n > 0 ? n : 1);
    assert_non_null(exact);
    memcpy(exact, row->line, n);
    easc__schema_read(easc__bytes_z(row->names), row->is_advanced, &schema);
    easc__reject reject = easc__row_split(&schema, easc__bytes_of(exact, n), &split);
    size_t wrong = unit_wrong_number(
        row->line, "reject", row->columns ? EASC__REJECT_NONE : EASC__REJECT_COLUMN_COUNT, reject);
    if (row->columns && wrong == 0) {
        show_columns(&split, shown);
        wrong += unit_wrong_text(row->line, "columns", row->columns, easc__text_view(shown));
        wrong += unit_wrong_number(row->line, "quoted", row->is_advanced, split.is_quoted);
    }
    free(exact);
    return wrong;
}

static void a_row_is_cut_into_the_columns_that_the_names_give(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text shown = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(split_rows); i++) {
        wrong += wrong_split(&split_rows[i], &shown);
    }
    easc__text_done(&shown);
    assert_int_equal(wrong, 0);
}

enum { MANY_COLUMNS = 10000 };

static void repeat(easc__text *text, const char *word, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        easc__text_add_z(text, word);
    }
}

static void columns_are_read_wherever_they_stand_among_ten_thousand(void **state)
{
    (void)state;
    easc__text names = easc__text_init(0);
    easc__text line = easc__text_init(0);
    easc__schema schema;
    easc__row row;
    repeat(&names, "x ", 511);
    easc__text_add_z(&names, "sc-status cs-uri-stem ");
    repeat(&names, "x ", MANY_COLUMNS - 514);
    easc__text_add_z(&names, "cs-method ");
    repeat(&line, "7 ", MANY_COLUMNS);
    easc__schema_read(easc__text_view(&names), false, &schema);
    assert_int_equal(schema.column_count, MANY_COLUMNS);
    assert_int_equal(easc__row_split(&schema, easc__text_view(&line), &row), EASC__REJECT_NONE);
    assert_int_equal(row.at[EASC__COLUMN_STATUS].n, 1);
    assert_int_equal(row.at[EASC__COLUMN_STEM].n, 1);
    assert_int_equal(row.at[EASC__COLUMN_METHOD].n, 1);
    easc__text_add_z(&line, "7");
    assert_int_equal(easc__row_split(&schema, easc__text_view(&line), &row),
                     EASC__REJECT_COLUMN_COUNT);
    easc__text_done(&names);
    easc__text_done(&line);
}

static void reasons_have_the_names_of_the_documents(void **state)
{
    (void)state;
    static const char *const names[EASC__REJECT_COUNT] = {"",         "no-fields", "column-count",
                                                          "bad-time", "no-date",   "too-long"};
    size_t wrong = 0;
    for (int i = 0; i < EASC__REJECT_COUNT; i++) {
        wrong += unit_wrong_text(names[i], "name", names[i], easc__reject_name((easc__reject)i));
    }
    assert_int_equal(wrong, 0);
}

/* --- time ------------------------------------------------------------------------------------ */

typedef struct time_row {
    const char *date;
    const char *clock;
    const char *time; /* "": bad-time */
} time_row;

static const time_row time_rows[] = {
    {"2011-05-06", "11:29:50", "2011-05-06T11:29:50Z"},
    {"2011-05-06", "00:03:11.235", "2011-05-06T00:03:11Z"},
    {"2011-05-06", "23:59:59.9999999999999999999999", "2011-05-06T23:59:59Z"},
    {"1601-01-01", "00:00:00", "1601-01-01T00:00:00Z"},
    {"1969-12-31", "23:59:59", "1969-12-31T23:59:59Z"},
    {"9999-12-31", "23:59:59", "9999-12-31T23:59:59Z"},
    {"2012-02-29", "00:00:00", "2012-02-29T00:00:00Z"},
    {"2000-02-29", "00:00:00", "2000-02-29T00:00:00Z"},
    {"2013-02-29", "00:00:00", ""},
    {"1900-02-29", "00:00:00", ""},
    {"1600-12-31", "00:00:00", ""},
    {"2011-00-06", "00:00:00", ""},
    {"2011-13-06", "00:00:00", ""},
    {"2011-04-31", "00:00:00", ""},
    {"2011-04-00", "00:00:00", ""},
    {"2011-5-06", "00:00:00", ""},
    {"2011/05/06", "00:00:00", ""},
    {"2011-05-06x", "00:00:00", ""},
    {"11-05-06", "00:00:00", ""},
    {"+011-05-06", "00:00:00", ""},
    {"", "00:00:00", ""},
    {"2011-05-06", "24:00:00", ""},
    {"2011-05-06", "23:60:00", ""},
    {"2011-05-06", "23:59:60", ""},
    {"2011-05-06", "1:00:00", ""},
    {"2011-05-06", "01:00", ""},
    {"2011-05-06", "01:00:00.", ""},
    {"2011-05-06", "01:00:00.x", ""},
    {"2011-05-06", "01:00:00Z", ""},
    {"2011-05-06", "", ""},
};

static void the_time_is_utc_to_the_second_or_the_row_is_rejected(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text shown = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(time_rows); i++) {
        easc__row row = {.is_quoted = false};
        easc__directives d = directives_of((const char *const[]){"#Fields: date time", NULL}, 2);
        row.at[EASC__COLUMN_DATE] = easc__bytes_z(time_rows[i].date);
        row.at[EASC__COLUMN_TIME] = easc__bytes_z(time_rows[i].clock);
        easc__reject reject = easc__row_time(&d, &row);
        easc__text_clear(&shown);
        if (reject == EASC__REJECT_NONE) {
            easc__text_add_time(&shown, row.time_s);
        }
        wrong += unit_wrong_text(time_rows[i].clock, time_rows[i].date, time_rows[i].time,
                                 easc__text_view(&shown));
        wrong += reject != EASC__REJECT_NONE && reject != EASC__REJECT_BAD_TIME;
    }
    easc__text_done(&shown);
    assert_int_equal(wrong, 0);
}

/* Lines of a log without a date column: directives, or the time of a row with the date it has. */
typedef struct clock_step {
    const char *directive;
    const char *clock;
    const char *date;
} clock_step;

static const clock_step clock_steps[] = {
    {"#Fields: time cs-uri-stem", NULL, NULL},
    {NULL, "00:00:00", "no-date"},
    {"#Date: 2013-07-30 23:00:00", NULL, NULL},
    {NULL, "23:10:00", "2013-07-30"},
    {NULL, "22:30:00", "2013-07-30"},
    {NULL, "22:10:00.9", "2013-07-30"}, /* one hour before the latest: not more */
    {NULL, "22:09:59", "2013-07-31"},
    {NULL, "22:10:00", "2013-07-31"},
    {NULL, "00:00:05", "2013-08-01"},
    {NULL, "00:00:04", "2013-08-01"},
    {NULL, "xx", "bad-time"},
    {NULL, "23:30:00", "2013-08-01"},
    {NULL, "00:00:00.001", "2013-08-02"},
    /* the clock of a directive counts, too */
    {"#Date: 2013-12-31 12:00:00", NULL, NULL},
    {NULL, "11:00:00", "2013-12-31"},
    {NULL, "10:59:59", "2014-01-01"},
    {"#Start-Date: 2012-02-28 23:59:59.999", NULL, NULL},
    {NULL, "22:59:59", "2012-02-28"},
    {NULL, "22:59:58.999", "2012-02-29"},
    {NULL, "00:00:00", "2012-03-01"},
    {"#Date: 2012-05-06", NULL, NULL},
    {NULL, "00:00:00", "2012-05-06"},
    {NULL, "23:59:59", "2012-05-06"},
    {"#Date:2012-06-06T10:00:00.478Z", NULL, NULL},
    {NULL, "09:00:00", "2012-06-06"},
    /* a directive that is no date changes nothing */
    {"#Date: 2012-13-06 00:00:00", NULL, NULL},
    {NULL, "10:00:00", "2012-06-06"},
    {"#Dates: 2012-07-06 00:00:00", NULL, NULL},
    {NULL, "10:00:00", "2012-06-06"},
    /* runs of blanks and TABs are one separator everywhere */
    {"# Date :  2012-08-06   10:00:00", NULL, NULL},
    {NULL, "10:00:00", "2012-08-06"},
    {"#DATE:\t2012-09-06\t10:00:00", NULL, NULL},
    {NULL, "10:00:00", "2012-09-06"},
};

static void show_date(easc__directives *d, const char *clock, easc__text *to)
{
    easc__row row = {.is_quoted = false};
    row.at[EASC__COLUMN_TIME] = easc__bytes_z(clock);
    easc__reject reject = easc__row_time(d, &row);
    easc__text_clear(to);
    if (reject == EASC__REJECT_NONE) {
        easc__text_add_date(to, easc__day_of(row.time_s));
    } else {
        easc__text_add(to, easc__reject_name(reject));
    }
}

static void without_a_date_column_the_day_follows_the_clock(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__directives d;
    easc__text shown = easc__text_init(0);
    easc__directives_clear(&d);
    for (size_t i = 0; i < UNIT_COUNT(clock_steps); i++) {
        const clock_step *step = &clock_steps[i];
        if (step->directive) {
            easc__directives_apply(&d, easc__bytes_z(step->directive));
        } else {
            show_date(&d, step->clock, &shown);
            wrong += unit_wrong_text(step->clock, "date", step->date, easc__text_view(&shown));
        }
    }
    easc__text_done(&shown);
    assert_int_equal(wrong, 0);
}

static void only_rows_without_a_date_column_need_their_order(void **state)
{
    (void)state;
    static const char *const with_date[] = {"#Date: 2013-07-30 00:00:00", "#Fields: date time"};
    static const char *const without[] = {"#Date: 2013-07-30 00:00:00", "#Fields: time cs-method"};
    static const char *const no_time[] = {"#Date: 2013-07-30 00:00:00", "#Fields: cs-method"};
    easc__directives d = directives_of(with_date, 2);
    assert_false(easc__needs_order(&d));
    d = directives_of(without, 2);
    assert_true(easc__needs_order(&d));
    d = directives_of(no_time, 2);
    assert_false(easc__needs_order(&d));
}

/* --- rows without #Fields -------------------------------------------------------------------- */

#define EAS "/Microsoft-Server-ActiveSync"
#define LIST_1 "9.9.2.21,+10.0.11.6,+10.23.2.29,10.40.24.96"
#define LIST_2 "9.9.5.1,+10.0.11.6,+10.23.2.39,10.40.59.96"
#define LIST_3 "44.29.25.201,+10.140.11.12,+10.140.12.14,10.140.14.15"
#define DAV "/exchange/jameswhite@EFTSOURCE.COM/"

/* Without the query, which would be long. */
typedef struct guess_row {
    const char *const *line;
    const char *columns; /* NULL: no schema fits */
} guess_row;

static const guess_row guess_rows[] = {
    {&e2016_all_fields[0],
     "date=2022-07-20 time=07:03:38 computer=mail-srv s-ip=10.0.2.216 method=POST stem=" EAS
     "/Proxy/default.eas user=domain\\user c-ip=10.0.12.18 agent=Apple-iPhone11C6/1905.258 "
     "status=200 sub=0 win32=0 took=600013 f1=" LIST_1},
    {&e2016_all_fields[1],
     "date=2022-07-20 time=07:03:38 computer=mail-srv s-ip=10.0.2.216 method=POST stem=" EAS
     "/Proxy/default.eas user=domain\\user c-ip=10.0.12.18 agent=Apple-iPhone11C6/1905.258 "
     "status=200 sub=0 win32=0 took=600013 f1=" LIST_2},
    {&e2016_all_fields[2],
     "date=2022-07-20 time=07:03:38 computer=mail-srv s-ip=10.0.25.16 method=POST stem=" EAS
     "/Proxy/default.eas user=DOMAIN\\USER c-ip=23.12.22.38 agent=Apple-iPhone11C6/1905.258 "
     "status=200 sub=0 win32=0 took=600013 f1=" LIST_3},
    {&e2010_nokia[0],
     "date=2011-05-06 time=11:29:50 s-ip=192.168.1.41 method=OPTIONS stem=" EAS
     "/default.eas user=DOMAIN\\Username c-ip=192.168.100.201 "
     "agent=NokiaE721/2.02(0)MailforExchange+3gpp-gba status=200 sub=0 win32=0 took=140"},
    {&e2010_nokia[1],
     "date=2011-05-06 time=11:30:11 s-ip=192.168.1.41 method=POST stem=" EAS
     "/default.eas user=DOMAIN\\Username c-ip=192.168.100.201 "
     "agent=NokiaE721/2.02(0)MailforExchange+3gpp-gba status=449 sub=0 win32=0 took=19999"},
    {&e2010_android[0],
     "date=2016-08-21 time=00:01:43 s-ip=20.0.18.20 method=POST stem=" EAS
     "/default.eas user=cdrcb.com\\dengmu c-ip=117.136.63.27 agent=KSAndroid/5.1.1-EAS-1.3 "
     "status=200 sub=0 win32=0 took=218"},
    {&e2003_all_fields[0],
     "date=2008-07-19 time=13:44:11 computer=EMELIE s-ip=192.168.0.100 method=POST stem=" EAS
     " user=HOME\\yyy c-ip=80.187.122.111 agent=MSFT-PPC/5.1.2200 status=200 sent=176995 "
     "received=546 sub=0 win32=0 took=1312"},
    {&e2003_all_fields[1],
     "date=2008-07-21 time=21:24:24 computer=EMELIE s-ip=192.168.0.100 method=POST stem=" EAS
     " user=HOME\\yyy c-ip=91.89.177.111 agent=MSFT-PPC/5.2.1301 status=500 sent=278 received=539 "
     "sub=0 win32=0 took=15"},
    {&e2003_default[0],
     "date=2010-08-26 time=00:21:14 s-ip=192.168.7.57 method=UNSUBSCRIBE stem=" DAV
     " c-ip=192.168.7.57 agent=Microsoft-Server-ActiveSync/6.5.7638.1 status=401 sub=2 "
     "win32=2148074254"},
    {&e2003_default[3], "date=2010-08-26 time=00:21:14 s-ip=192.168.7.57 method=POST stem=" EAS
                        " user=EFTDOMAIN\\jameswhite c-ip=166.137.10.117 agent=Apple-iPhone/705.18 "
                        "status=200 sub=0 win32=995"},
    {&e2003_default[4],
     "date=2010-08-26 time=00:21:59 s-ip=192.168.7.57 method=PROPFIND "
     "stem=/exchange/davidmartin@eftsource.com/NON_IPM_SUBTREE/Microsoft-Server-ActiveSync/iPhone/"
     "Appl87027BERA4T c-ip=192.168.7.57 agent=Microsoft-Server-ActiveSync/6.5.7638.1 status=401 "
     "sub=1 win32=0"},
};

static size_t wrong_guess(const char *line, const char *columns)
{
    easc__schema schema;
    easc__row row;
    easc__bytes text = easc__bytes_z(line);
    easc__text shown = easc__text_init(0);
    char what[60] = {0};
    memcpy(what, line, text.n < 50 ? text.n : 50);
    bool is_found = easc__schema_guess(text, &schema);
    size_t wrong = unit_wrong_number(what, "guessed", columns != NULL, is_found);
    if (is_found && columns) {
        assert_int_equal(easc__row_split(&schema, text, &row), EASC__REJECT_NONE);
        row.at[EASC__COLUMN_QUERY].n = 0;
        show_columns(&row, &shown);
        wrong += unit_wrong_text(what, "columns", columns, easc__text_view(&shown));
    }
    easc__text_done(&shown);
    return wrong;
}

static void the_fields_of_real_rows_are_guessed(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(guess_rows); i++) {
        wrong += wrong_guess(*guess_rows[i].line, guess_rows[i].columns);
    }
    assert_int_equal(wrong, 0);
}

typedef struct default_row {
    const char *line;
    const char *columns;
} default_row;

#define IIS_7_ROW "2011-05-06 11:29:50 10.0.0.1 POST " EAS " - 443 C\\j 10.0.0.9 A/1 200 0 0 140"
#define IIS_7_SHOWN                                                                                \
    "date=2011-05-06 time=11:29:50 s-ip=10.0.0.1 method=POST stem=" EAS                            \
    " user=C\\j c-ip=10.0.0.9 agent=A/1 status=200 sub=0 win32=0 took=140"

static const default_row default_rows[] = {
    {IIS_7_ROW, IIS_7_SHOWN},
    {IIS_7_ROW " 9.9.2.21", IIS_7_SHOWN " f1=9.9.2.21"},
    {IIS_7_ROW " 9.9.2.21 51000", IIS_7_SHOWN " f1=9.9.2.21"},
    {IIS_7_ROW " -", IIS_7_SHOWN},
    /* IIS 8 and later: with the referer, and with a custom column */
    {"2021-05-06 11:29:50 ::1 POST " EAS " - 443 C\\j ::2 A/1 - 200 0 0 140",
     "date=2021-05-06 time=11:29:50 s-ip=::1 method=POST stem=" EAS
     " user=C\\j c-ip=::2 agent=A/1 status=200 sub=0 win32=0 took=140"},
    {"2021-05-06 11:29:50 ::1 POST " EAS " - 443 C\\j ::2 A/1 - 200 0 0 140 9.9.2.21",
     "date=2021-05-06 time=11:29:50 s-ip=::1 method=POST stem=" EAS
     " user=C\\j c-ip=::2 agent=A/1 status=200 sub=0 win32=0 took=140 f1=9.9.2.21"},
    /* IIS 6 without a substatus */
    {"2005-05-06 11:29:50 W3SVC1 10.0.0.1 POST " EAS " - 443 C\\j 10.0.0.9 A/1 200 0",
     "date=2005-05-06 time=11:29:50 s-ip=10.0.0.1 method=POST stem=" EAS
     " user=C\\j c-ip=10.0.0.9 agent=A/1 status=200"},
    /* four numbers: the last two may be byte counts, or one and the time taken */
    {"2005-05-06 11:29:50 W3SVC1 10.0.0.1 POST " EAS " - 443 C\\j 10.0.0.9 A/1 401 1 1326 7 9",
     "date=2005-05-06 time=11:29:50 s-ip=10.0.0.1 method=POST stem=" EAS
     " user=C\\j c-ip=10.0.0.9 agent=A/1 status=401 sub=1 win32=1326"},
    /* what no set fits */
    {"", NULL},
    {EAS, NULL},
    {"2011-05-06 11:29:50 10.0.0.1 POST " EAS " - 443 C\\j 10.0.0.9", NULL},
    {"2011-15-06 11:29:50 10.0.0.1 POST " EAS " - 443 C\\j 10.0.0.9 A/1 200 0 0 140", NULL},
    {"2011-05-06 11:29:50 10.0.0.1 post " EAS " - 443 C\\j 10.0.0.9 A/1 200 0 0 140", NULL},
    {"2011-05-06 11:29:50 10.0.0.1 POST x - 443 C\\j 10.0.0.9 A/1 200 0 0 140", NULL},
    {"2011-05-06 11:29:50 10.0.0.1 POST " EAS " - 443 C\\j 10.0.0.9 A/1 99 0 0 140", NULL},
    {"2011-05-06 11:29:50 10.0.0.1 POST " EAS " - 443 C\\j 10.0.0.9 A/1 x 0 0 140", NULL},
    /* two rows glued together are one with a wrong number of columns */
    {IIS_7_ROW IIS_7_ROW, NULL},
    {IIS_7_ROW " " IIS_7_ROW, NULL},
};

static void default_field_sets_are_told_apart_by_number_and_shape(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(default_rows); i++) {
        wrong += wrong_guess(default_rows[i].line, default_rows[i].columns);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_directives_say_what_kind_of_log_it_is),
        cmocka_unit_test(a_row_is_cut_into_the_columns_that_the_names_give),
        cmocka_unit_test(columns_are_read_wherever_they_stand_among_ten_thousand),
        cmocka_unit_test(reasons_have_the_names_of_the_documents),
        cmocka_unit_test(the_time_is_utc_to_the_second_or_the_row_is_rejected),
        cmocka_unit_test(without_a_date_column_the_day_follows_the_clock),
        cmocka_unit_test(only_rows_without_a_date_column_need_their_order),
        cmocka_unit_test(the_fields_of_real_rows_are_guessed),
        cmocka_unit_test(default_field_sets_are_told_apart_by_number_and_shape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
