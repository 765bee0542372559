/* findings_words.c - see findings_words.h. */
#include "render/findings_words.h"

#include "render/csv_text.h"

size_t easc__finding_steps(const easc__findings *findings)
{
    size_t steps = findings->count;
    for (size_t i = 0; i < findings->count; i++) {
        steps += findings->items[i].count;
    }
    return steps;
}

bool easc__find_step(const easc__findings *findings, size_t step, easc__finding_step *out)
{
    for (size_t i = 0; i < findings->count; i++) {
        const easc__finding *finding = &findings->items[i];
        if (step <= finding->count) {
            const easc__finding_subject *subject = step > 0 ? &finding->subjects[step - 1] : NULL;
            *out = (easc__finding_step){finding, subject, step == finding->count};
            return true;
        }
        step -= finding->count + 1;
    }
    return false;
}

easc__bytes easc__finding_text(const easc__answer *answer, easc__finding_id id, const char *part)
{
    char room[EASC__LABEL_KEY_MAX + 1];
    easc__text name = {room, 0, sizeof room, sizeof room, false};
    easc__text_add(&name, easc__finding_name(id));
    easc__text_add_char(&name, '.');
    easc__text_add_z(&name, part);
    return easc__label_of(answer->labels, EASC__LIT("findings."), easc__text_view(&name));
}

size_t easc__count_findings(const easc__findings *findings, easc__severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        count += findings->items[i].severity == severity;
    }
    return count;
}

easc__bytes easc__row_path(const easc__answer *answer, const easc__sighting *row)
{
    return easc__bytes_z(answer->inputs[row->place.input].path);
}

void easc__add_row_words(easc__text *to, const easc__answer *answer, const easc__sighting *row)
{
    easc__text_add(to, easc__row_path(answer, row));
    easc__text_add_z(to, ", ");
    easc__text_add(to, easc__label(answer->labels, EASC__LIT("finding-words.line")));
    easc__text_add_char(to, ' ');
    easc__text_add_u64(to, row->place.line);
    easc__text_add_z(to, ", ");
    easc__text_add(to, easc__label(answer->labels, EASC__LIT("finding-words.byte")));
    easc__text_add_char(to, ' ');
    easc__text_add_u64(to, row->place.byte);
}

void easc__csv_row(easc__text *to, const easc__answer *answer, const easc__sighting *row)
{
    if (!row) {
        easc__text_add_z(to, ",,,");
        return;
    }
    easc__text_add_char(to, ',');
    easc__csv_add_text(to, easc__row_path(answer, row));
    easc__text_add_char(to, ',');
    easc__text_add_u64(to, row->place.line);
    easc__text_add_char(to, ',');
    easc__text_add_u64(to, row->place.byte);
}

bool easc__has_dropped_names(const easc__answer *answer)
{
    const easc__shard *shard = &answer->shard;
    return shard->device_logons.is_over || shard->address_logons.is_over ||
           shard->unknown_items.is_over;
}

void easc__json_evidence(easc__json_writer *w, const easc__answer *answer,
                         const easc__sighting *rows, size_t count)
{
    easc__json_key(w, "evidence");
    easc__json_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        easc__json_open(w, '{');
        easc__json_member_time(w, "time", rows[i].time_s);
        easc__json_member_string(w, "path", easc__row_path(answer, &rows[i]));
        easc__json_member_u64(w, "line", rows[i].place.line);
        easc__json_member_u64(w, "byte", rows[i].place.byte);
        easc__json_close(w, '}');
    }
    easc__json_close(w, ']');
}

easc__bytes easc__needed_version(const easc__answer *answer, const easc__finding *finding,
                                 const easc__finding_subject *subject)
{
    bool is_asked = finding->id == EASC__FINDING_UPGRADE && subject->device != EASC__NO_DEVICE;
    return is_asked ? answer->judgements[subject->device].catalogue.minimum_version
                    : (easc__bytes){NULL, 0};
}
