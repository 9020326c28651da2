package dev.tollgate.cli.reconcile;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Parses the cells of an export by their positions in its header. */
final class ExportCells {
    private static final Pattern SECONDS = Pattern.compile("\\d{9,11}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd[ ]['T']HH:mm[:ss]", Locale.ROOT);
    private static final Instant FIRST_TIME = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");
    private static final int MOST_DIGITS = 18;
    private static final int MOST_DECIMALS = 40;
    private static final String LINE_ITEM_END = ", ";

    private final String file;
    private final ExportFormat format;
    private final List<String> header;
    private final int day;
    private final int model;
    private final int currency;
    private final Map<UsageMeasure, List<Integer>> measures = new EnumMap<>(UsageMeasure.class);

    ExportCells(String file, ExportFormat format, List<String> header) {
        this.file = file;
        this.format = format;
        this.header = header;
        format.requiredColumns().forEach(this::require);
        this.day = format.days().stream()
                .mapToInt(header::indexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(-1);
        this.model = header.indexOf(format.model());
        this.currency = header.indexOf(format.currency());
        format.measures().forEach((measure, names) -> {
            List<Integer> found = names.stream()
                    .map(header::indexOf)
                    .filter(index -> index >= 0)
                    .toList();
            if (!found.isEmpty()) {
                measures.put(measure, found);
            }
        });
    }

    private void require(String column) {
        long times = header.stream().filter(column::equals).count();
        if (times == 0) {
            throw new ExportException(
                    file + ":1: there is no column " + column + "; the columns are " + String.join(", ", header));
        }
        if (times > 1) {
            throw new ExportException(file + ":1: the column " + column + " appears " + times + " times");
        }
    }

    boolean hasDays() {
        return day >= 0;
    }

    Iterable<UsageMeasure> measures() {
        return measures.keySet();
    }

    ExportRow row(CsvRecord cells) {
        return new ExportRow(hasDays() ? time(cells) : null, model(cells), amounts(cells));
    }

    private String model(CsvRecord cells) {
        String name = model < 0 ? "" : cells.getField(model).strip();
        return format.lineItem() ? name.split(LINE_ITEM_END, 2)[0] : name;
    }

    private MeasuredAmounts amounts(CsvRecord cells) {
        Map<UsageMeasure, BigDecimal> amounts = new EnumMap<>(UsageMeasure.class);
        measures.forEach((measure, columns) -> columns.stream()
                .filter(column -> !cells.getField(column).isBlank())
                .forEach(column -> amounts.merge(measure, amount(cells, measure, column), BigDecimal::add)));
        if (!amounts.isEmpty()
                && currency >= 0
                && !cells.getField(currency).strip().equalsIgnoreCase("usd")) {
            throw wrong(cells, currency, "expected usd");
        }
        return new MeasuredAmounts(amounts);
    }

    private BigDecimal amount(CsvRecord cells, UsageMeasure measure, int column) {
        String text = cells.getField(column).strip();
        boolean money = measure == UsageMeasure.COST;
        String expected = money ? "expected dollars such as 12.34" : "expected a whole number";
        try {
            BigDecimal amount = new BigDecimal(money && text.startsWith("$") ? text.substring(1) : text);
            if (isTooLong(amount)) {
                throw wrong(cells, column, expected + ", of at most " + MOST_DIGITS + " digits");
            }
            if (!money && (amount.signum() < 0 || amount.stripTrailingZeros().scale() > 0)) {
                throw wrong(cells, column, expected);
            }
            return amount;
        } catch (NumberFormatException none) {
            throw wrong(cells, column, expected);
        }
    }

    /** A short number with an exponent may have more digits than fit into memory. */
    private static boolean isTooLong(BigDecimal amount) {
        long digits = (long) amount.precision() - amount.scale();
        return digits > MOST_DIGITS || amount.scale() > MOST_DECIMALS;
    }

    private Instant time(CsvRecord cells) {
        Instant time = parsedTime(cells);
        if (time.isBefore(FIRST_TIME) || !time.isBefore(END_OF_TIME)) {
            throw wrong(cells, day, "expected a year from 2000 to 9999");
        }
        return time;
    }

    private Instant parsedTime(CsvRecord cells) {
        String text = cells.getField(day).strip();
        if (SECONDS.matcher(text).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return text.matches(".*(Z|[+-]\\d{2}:\\d{2})")
                    ? zoned(cells, text)
                    : LocalDateTime.parse(text, LOCAL).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            throw wrong(cells, day, "expected a day such as 2026-11-30, an instant, or seconds since 1970");
        }
    }

    private Instant zoned(CsvRecord cells, String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (time.toLocalTime().equals(LocalTime.MIDNIGHT) && !time.getOffset().equals(ZoneOffset.UTC)) {
            throw wrong(cells, day, "expected days in UTC; omit the day from --column, and specify --from and --to");
        }
        return time.toInstant();
    }

    private ExportException wrong(CsvRecord cells, int column, String expected) {
        return new ExportException(
                file + ":" + cells.getStartingLineNumber() + ": column " + (column + 1) + " (" + header.get(column)
                        + "): " + expected + ", got " + cells.getField(column).strip());
    }
}
