package dev.elsewise.data.duckdb;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of the expressions that a table accepts. */
final class ExpressionWords {
    /** Scalar functions of their arguments alone: numbers, what is missing, text, times, and conversions. */
    static final Set<String> FUNCTIONS = words("""
            abs acos acosh asin asinh atan atan2 atanh cbrt ceil ceiling cos cosh cot degrees even exp factorial floor gamma
            greatest isfinite isinf isnan least lgamma ln log log10 log2 mod pi pow power radians round round_even sign sin
            sinh sqrt tan tanh trunc xor
            coalesce ifnull nullif if
            ascii bit_length chr concat concat_ws contains ends_with instr lcase left len length levenshtein lower lpad ltrim
            md5 ord prefix regexp_extract regexp_full_match regexp_matches regexp_replace replace reverse right rpad rtrim
            split_part starts_with strip_accents strlen strpos substr substring suffix translate trim ucase upper
            century date_diff date_part date_trunc datediff datepart datetrunc day dayname dayofmonth dayofweek dayofyear
            epoch epoch_ms epoch_us extract hour isodow isoyear last_day make_date make_timestamp microsecond millisecond
            minute month monthname quarter second strftime strptime to_days to_hours to_minutes to_months to_seconds to_weeks
            to_years try_strptime week weekday weekofyear year yearweek
            cast try_cast""");

    /** Words between operands. */
    static final Set<String> OPERATORS = words("""
            and or not is null in between like ilike similar to escape case when then else end true false distinct from as
            symmetric isnull notnull""");

    /** Types that a CAST may name. */
    static final Set<String> TYPES = words("""
            double real float integer int bigint smallint tinyint hugeint ubigint uinteger usmallint utinyint decimal numeric
            varchar text string boolean bool date timestamp datetime time interval precision""");

    /** Parts of a date, for EXTRACT and INTERVAL. */
    static final Set<String> PARTS = words("""
            century decade year years quarter month months week weeks day days dow doy isodow hour hours minute minutes second
            seconds millisecond milliseconds microsecond microseconds epoch""");

    /** Why a word that people do try is refused. */
    static final Map<String, String> REFUSED = reasons(Map.of(
            "it looks at many rows", """
            avg mean sum count min max median quantile mode stddev variance first last any_value list string_agg over lag lead
            rank dense_rank row_number ntile filter""",
            "it asks for a table", "select from with table values exists unnest",
            "its value changes from run to run", """
            random uuid gen_random_uuid now today current_date current_time current_timestamp localtime localtimestamp
            nextval""",
            "it reads something other than the row", """
            read_csv read_csv_auto read_parquet read_json read_text read_blob glob getenv getvariable current_setting"""));

    private ExpressionWords() {}

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, String> reasons(Map<String, String> wordsByReason) {
        Map<String, String> reasons = new HashMap<>();
        wordsByReason.forEach((reason, text) -> words(text).forEach(word -> reasons.put(word, reason)));
        return Map.copyOf(reasons);
    }
}
