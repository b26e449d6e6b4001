/* SPDX-License-Identifier: Apache-2.0
 *
 * base/clock.c - civil time without the C library's locale and zone state.
 */
#include "base/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/reader.h"

int64_t lw_now_utc_s(void)
{
    uint64_t fixed;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch && lw_view_u64(&fixed, lw_view_c(epoch), 253402300799u))
        return (int64_t)fixed;
    return (int64_t)time(NULL);
}

int64_t lw_monotonic_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
int64_t lw_days_from_civil(int64_t year, unsigned month, unsigned day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (int64_t)(month + (month > 2 ? -3u : 9u)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

static void civil_from_days(int64_t days, int64_t *year, unsigned *month, unsigned *day)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t doe = days - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *day = (unsigned)(doy - (153 * mp + 2) / 5 + 1);
    *month = (unsigned)(mp < 10 ? mp + 3 : mp - 9);
    *year = yoe + era * 400 + (*month <= 2);
}

static uint64_t number(struct lw_reader *r, size_t width)
{
    uint64_t value = 0;
    if (!lw_view_u64(&value, lw_take(r, width), UINT32_MAX))
        r->bad = true;
    return value;
}

static uint8_t peek(const struct lw_reader *r)
{
    struct lw_reader copy = *r;
    return lw_left(r) ? lw_u8(&copy) : 0;
}

static void expect(struct lw_reader *r, uint8_t byte)
{
    if (lw_u8(r) != byte)
        r->bad = true;
}

/* [0-9:]{8} with an optional fraction, then Z or an offset; seconds of the day, less the offset. */
static int64_t time_of_day(struct lw_reader *r)
{
    uint64_t hour = number(r, 2);
    expect(r, ':');
    uint64_t minute = number(r, 2);
    expect(r, ':');
    uint64_t second = number(r, 2);
    if (hour > 23 || minute > 59 || second > 60)
        r->bad = true;
    if (peek(r) == '.') {
        lw_skip(r, 1);
        while (lw_is_digit(peek(r)))
            lw_skip(r, 1);
    }
    int64_t offset_s = 0;
    uint8_t sign = lw_left(r) ? lw_u8(r) : 'Z';
    if (sign == '+' || sign == '-') {
        uint64_t oh = number(r, 2);
        if (peek(r) == ':')
            lw_skip(r, 1);
        uint64_t om = number(r, 2);
        offset_s = (int64_t)(oh * 3600 + om * 60) * (sign == '-' ? -1 : 1);
    } else if (sign != 'Z' && sign != 'z') {
        r->bad = true;
    }
    return (int64_t)(hour * 3600 + minute * 60 + second) - offset_s;
}

bool lw_time_parse(int64_t *out_utc_s, struct lw_view text)
{
    static const unsigned days_in[13] = { 0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    struct lw_reader r = lw_reader(text);
    uint64_t year = number(&r, 4);
    expect(&r, '-');
    uint64_t month = number(&r, 2);
    expect(&r, '-');
    uint64_t day = number(&r, 2);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (r.bad || month < 1 || month > 12 || day < 1 || day > days_in[month] ||
        (month == 2 && day == 29 && !leap))
        return false;
    int64_t seconds = lw_days_from_civil((int64_t)year, (unsigned)month, (unsigned)day) * 86400;
    if (lw_left(&r)) {
        uint8_t t = lw_u8(&r);
        if (t != 'T' && t != 't' && t != ' ')
            return false;
        seconds += time_of_day(&r);
    }
    if (r.bad || lw_left(&r))
        return false;
    *out_utc_s = seconds;
    return true;
}

void lw_date_format(char out[32], int64_t utc_s)
{
    int64_t year;
    unsigned month, day;
    int64_t days = (utc_s - (utc_s < 0 ? 86399 : 0)) / 86400;
    civil_from_days(days, &year, &month, &day);
    snprintf(out, 32, "%04" PRId64 "-%02u-%02u", year, month, day);
}

void lw_time_format(char out[32], int64_t utc_s)
{
    int64_t days = (utc_s - (utc_s < 0 ? 86399 : 0)) / 86400;
    int64_t rest = utc_s - days * 86400;
    char date[32];
    lw_date_format(date, utc_s);
    snprintf(out, 32, "%.10sT%02d:%02d:%02dZ", date, (int)(rest / 3600), (int)(rest / 60 % 60),
             (int)(rest % 60));
}
