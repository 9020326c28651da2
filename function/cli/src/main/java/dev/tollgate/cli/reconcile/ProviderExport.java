package dev.tollgate.cli.reconcile;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A provider's usage export, added up by day and model. It is read row by row, so that it may have any length.
 *
 * @param format the name of its format, for people
 * @param measures the measures in the export
 * @param days whether the export has days
 * @param models whether the export has models
 * @param first the first day of a row; absent if the export has no days, or no rows
 * @param last the last day of a row; absent if the export has no days, or no rows
 * @param groups the amounts, by the provider's own names of models
 */
public record ProviderExport(
        String format,
        Set<UsageMeasure> measures,
        boolean days,
        boolean models,
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        Map<UsageGroupKey, MeasuredAmounts> groups) {

    public ProviderExport {
        measures = Collections.unmodifiableSet(EnumSet.copyOf(measures));
        groups = Collections.unmodifiableMap(new TreeMap<>(groups));
    }

    /**
     * Reads a file.
     *
     * @param named the format that the user describes; empty to recognise it by the header
     * @param progress receives the number of rows from time to time
     * @throws ExportException with the file, the line and the column
     */
    public static ProviderExport read(Path path, Optional<ExportFormat> named, LongConsumer progress) {
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder().detectBomHeader(true).ofCsvRecord(path)) {
            return new Reading(path.toString(), named, progress).all(csv.iterator());
        } catch (NoSuchFileException missing) {
            throw new ExportException(path + ": there is no such file", missing);
        } catch (CsvParseException wrong) {
            Throwable cause = wrong.getCause();
            String why = cause == null ? "" : ": " + cause.getMessage();
            throw new ExportException(path + ": " + wrong.getMessage() + why, wrong);
        } catch (IOException | UncheckedIOException failure) {
            throw new ExportException(path + ": cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * The days of this export within a period. The export must have days.
     *
     * @param until the first day after the period
     */
    public ProviderExport within(LocalDate from, LocalDate until) {
        Map<UsageGroupKey, MeasuredAmounts> inside = new TreeMap<>(groups);
        inside.keySet().removeIf(group -> !group.isWithin(from, until));
        return new ProviderExport(format, measures, days, models, from, until.minusDays(1), inside);
    }

    /** One pass over a file. */
    private static final class Reading {
        private static final int PROGRESS_EVERY = 10_000;
        private static final int LONGEST_SHOWN = 300;

        private final String file;
        private final Optional<ExportFormat> named;
        private final LongConsumer progress;
        private final Map<UsageGroupKey, MeasuredAmounts> groups = new TreeMap<>();
        private @Nullable LocalDate first;
        private @Nullable LocalDate last;
        private boolean models;
        private long rows;

        Reading(String file, Optional<ExportFormat> named, LongConsumer progress) {
            this.file = file;
            this.named = named;
            this.progress = progress;
        }

        ProviderExport all(Iterator<CsvRecord> records) {
            if (!records.hasNext()) {
                throw new ExportException(file + ":1: expected a header, got an empty file");
            }
            List<String> header =
                    records.next().getFields().stream().map(String::strip).toList();
            ExportFormat format =
                    named.or(() -> ExportFormat.recognised(header)).orElseThrow(() -> unknown(header));
            ExportCells cells = new ExportCells(file, format, header);
            while (records.hasNext()) {
                add(cells.row(records.next()));
                rows++;
                if (rows % PROGRESS_EVERY == 0) {
                    progress.accept(rows);
                }
            }
            Set<UsageMeasure> measures = EnumSet.noneOf(UsageMeasure.class);
            cells.measures().forEach(measures::add);
            return new ProviderExport(format.name(), measures, cells.hasDays(), models, first, last, merged());
        }

        private void add(ExportRow row) {
            Instant at = row.at();
            LocalDate day = at == null ? null : LocalDate.ofInstant(at, ZoneOffset.UTC);
            if (day != null) {
                first = first == null || day.isBefore(first) ? day : first;
                last = last == null || day.isAfter(last) ? day : last;
            }
            if (!row.amounts().equals(MeasuredAmounts.NONE)) {
                models |= !row.model().isEmpty();
                groups.merge(new UsageGroupKey(day, row.model()), row.amounts(), MeasuredAmounts::plus);
            }
        }

        /** If no row names a model, the groups have no models. */
        private Map<UsageGroupKey, MeasuredAmounts> merged() {
            if (models) {
                return groups;
            }
            Map<UsageGroupKey, MeasuredAmounts> merged = new TreeMap<>();
            groups.forEach((group, amounts) -> merged.put(group.withModel(null), amounts));
            return merged;
        }

        private ExportException unknown(List<String> header) {
            return new ExportException(file + ":1: this is not the header of a known export: "
                    + shortened(String.join(", ", header))
                    + ". Name the columns: --column day=…,model=…,input=…");
        }

        /** The first line of a file that is not CSV may be the whole file. */
        private static String shortened(String header) {
            return header.length() <= LONGEST_SHOWN ? header : header.substring(0, LONGEST_SHOWN) + "…";
        }
    }
}
