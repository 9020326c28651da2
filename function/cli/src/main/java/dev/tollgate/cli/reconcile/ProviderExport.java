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

/**
 * A provider's usage export, added up by day and model. It is read row by row, so that it may be of any length.
 *
 * @param form in words
 * @param measures what it tells
 * @param days whether it tells days apart
 * @param models whether it tells models apart
 * @param first the first day that it has a row of; null where it has no days, or no rows
 * @param last the last one, likewise
 * @param groups by the provider's own names of models
 */
public record ProviderExport(
        String form,
        Set<UsageMeasure> measures,
        boolean days,
        boolean models,
        LocalDate first,
        LocalDate last,
        Map<UsageGroupKey, MeasuredAmounts> groups) {

    public ProviderExport {
        measures = Collections.unmodifiableSet(EnumSet.copyOf(measures));
        groups = Collections.unmodifiableMap(new TreeMap<>(groups));
    }

    /**
     * Reads a file.
     *
     * @param named which columns say what; empty where the header must tell
     * @param progress is told the number of rows, now and then
     * @throws ExportException with file, line and column
     */
    public static ProviderExport read(Path path, Optional<ExportFormat> named, LongConsumer progress) {
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder().detectBomHeader(true).ofCsvRecord(path)) {
            return new Reading(path.toString(), named, progress).all(csv.iterator());
        } catch (NoSuchFileException missing) {
            throw new ExportException(path + ": there is no such file", missing);
        } catch (CsvParseException wrong) {
            Throwable why = wrong.getCause() == null ? wrong : wrong.getCause();
            throw new ExportException(
                    path + ": " + wrong.getMessage() + (why == wrong ? "" : ": " + why.getMessage()), wrong);
        } catch (IOException | UncheckedIOException failure) {
            throw new ExportException(path + ": cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** The same without what is outside of these days, of which the second no longer counts. */
    public ProviderExport within(LocalDate from, LocalDate until) {
        Map<UsageGroupKey, MeasuredAmounts> inside = new TreeMap<>(groups);
        inside.keySet()
                .removeIf(group -> group.day().isBefore(from) || !group.day().isBefore(until));
        return new ProviderExport(form, measures, days, models, from, until.minusDays(1), inside);
    }

    /** One pass over a file. */
    private static final class Reading {
        private static final int PROGRESS_EVERY = 10_000;
        private static final int LONGEST_SHOWN = 300;

        private final String file;
        private final Optional<ExportFormat> named;
        private final LongConsumer progress;
        private final Map<UsageGroupKey, MeasuredAmounts> groups = new TreeMap<>();
        private LocalDate first;
        private LocalDate last;
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
            ExportFormat form = named.or(() -> ExportFormat.recognised(header)).orElseThrow(() -> unknown(header));
            ExportCells cells = new ExportCells(file, form, header);
            while (records.hasNext()) {
                add(cells.row(records.next()));
                rows++;
                if (rows % PROGRESS_EVERY == 0) {
                    progress.accept(rows);
                }
            }
            Set<UsageMeasure> measures = EnumSet.noneOf(UsageMeasure.class);
            cells.measures().forEach(measures::add);
            return new ProviderExport(form.name(), measures, cells.hasDays(), models, first, last, merged());
        }

        private void add(ExportRow row) {
            LocalDate day = row.at() == null ? null : day(row.at());
            if (day != null) {
                first = first == null || day.isBefore(first) ? day : first;
                last = last == null || day.isAfter(last) ? day : last;
            }
            if (!row.amounts().equals(MeasuredAmounts.NONE)) {
                models |= !row.model().isEmpty();
                groups.merge(new UsageGroupKey(day, row.model()), row.amounts(), MeasuredAmounts::plus);
            }
        }

        /** Where no row names a model, models are not told apart. */
        private Map<UsageGroupKey, MeasuredAmounts> merged() {
            if (models) {
                return groups;
            }
            Map<UsageGroupKey, MeasuredAmounts> merged = new TreeMap<>();
            groups.forEach((group, amounts) -> merged.put(group.of(null), amounts));
            return merged;
        }

        private ExportException unknown(List<String> header) {
            return new ExportException(file + ":1: this is the header of no export that is known: "
                    + beginning(String.join(", ", header))
                    + ". Say which column is what: --column day=…,model=…,input=…");
        }

        /** Of a file that is no CSV at all, the first line may be all of it. */
        private static String beginning(String header) {
            return header.length() <= LONGEST_SHOWN ? header : header.substring(0, LONGEST_SHOWN) + "…";
        }

        private static LocalDate day(Instant at) {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }
    }
}
