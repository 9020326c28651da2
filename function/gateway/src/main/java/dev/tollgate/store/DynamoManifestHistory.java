package dev.tollgate.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.parse.Sha256Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The history of applied {@code tollgate.yaml} files in the config table: one item for each, with a unique number. */
@ApplicationScoped
public class DynamoManifestHistory {
    private static final String PARTITION = "HISTORY";

    /** The parts of texts that are too long for the item of their revision. */
    private static final String PARTS = "HISTORY#PARTS";

    /** DynamoDB limits an item to 400 KB; the rest is for other attributes and Base64. */
    private static final int MAX_BYTES = 250_000;

    /** A file of 10,000 keys has two or three. */
    private static final int MOST_PARTS = 20;

    private final ConfigTable table;
    private final AuditedTable audited;
    private final Clock clock;

    DynamoManifestHistory(ConfigTable table, AuditedTable audited, Clock clock) {
        this.table = table;
        this.audited = audited;
        this.clock = clock;
    }

    /**
     * The JSON form of a revision, with the compressed text.
     *
     * @param gzip the text, or its first part
     * @param parts how many parts follow; null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StoredRevision(
            Instant at,
            String digest,
            byte[] gzip,
            Map<String, KeyHash> keys,
            @Nullable Integer restores,
            @Nullable Integer parts) {}

    /**
     * Which other revisions a new one is about.
     *
     * @param restores the version that a rollback restores; null for a new file
     * @param seen the number of the version that it replaces; null for the last one
     */
    public record Place(
            @Nullable Integer restores, @Nullable Integer seen) {}

    /** The JSON form of a part. */
    record StoredPart(byte[] gzip) {}

    /** All revisions, the newest first. */
    public List<ManifestRevision> all() {
        return table.items(PARTITION, true).stream()
                .map(item -> revision(StoredDocument.of(item)))
                .sorted(Comparator.comparingInt(ManifestRevision::number).reversed())
                .toList();
    }

    /** The newest revision. */
    public Optional<ManifestRevision> last() {
        return table.newestFirst(PARTITION, null, 1).stream().findFirst().map(this::revision);
    }

    /** The revision with this number. */
    public Optional<ManifestRevision> find(int number) {
        return table.find(PARTITION, sk(number), true).map(this::revision);
    }

    /**
     * Stores a revision with the next number before it is applied, so that the history has it whatever happens next.
     *
     * @param text the file without secrets
     * @throws IllegalArgumentException if the text is too long to be stored
     * @throws DocumentChangedException if somebody else has taken the number
     */
    public ManifestRevision begin(String text, Map<String, KeyHash> keys, String by, Place place) {
        byte[] gzip = compressed(text);
        if (gzip.length > MAX_BYTES * MOST_PARTS) {
            throw new IllegalArgumentException("the file is too long for the history: compressed it has " + gzip.length
                    + " bytes, and the maximum is " + MAX_BYTES * MOST_PARTS);
        }
        Integer seen = place.seen();
        Integer restores = place.restores();
        int number =
                1 + (seen != null ? seen : last().map(ManifestRevision::number).orElse(0));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String digest = Sha256Digest.hexOf(text);
        table.put(first(number, stored(now, digest, gzip, keys, restores), by));
        for (int part = 1; part * MAX_BYTES < gzip.length; part++) {
            table.put(new StoredDocument(
                    PARTS, part(number, part), DocumentCodec.write(new StoredPart(slice(gzip, part))), 1, now, by));
        }
        return new ManifestRevision(number, now, by, text, keys, digest, restores, false);
    }

    /**
     * Records that the revision was applied completely.
     *
     * @param audit who applied it; it is recorded at the same time
     */
    public void complete(ManifestRevision revision, AuditRecord audit) {
        StoredRevision stored = stored(
                revision.at(), revision.digest(), compressed(revision.text()), revision.keys(), revision.restores());
        StoredDocument incomplete = first(revision.number(), stored, revision.by());
        audited.put(incomplete.next(incomplete.json(), clock.instant(), revision.by()), audit);
    }

    private static StoredRevision stored(
            Instant at, String digest, byte[] gzip, Map<String, KeyHash> keys, @Nullable Integer restores) {
        int parts = (gzip.length - 1) / MAX_BYTES;
        return new StoredRevision(at, digest, slice(gzip, 0), keys, restores, parts == 0 ? null : parts);
    }

    private static byte[] slice(byte[] gzip, int part) {
        int from = part * MAX_BYTES;
        return Arrays.copyOfRange(gzip, from, Math.min(gzip.length, from + MAX_BYTES));
    }

    private static String part(int number, int part) {
        return String.format(Locale.ROOT, "version#%08d#%02d", number, part);
    }

    private static StoredDocument first(int number, StoredRevision stored, String by) {
        return new StoredDocument(PARTITION, sk(number), DocumentCodec.write(stored), 1, stored.at(), by);
    }

    /** Padded with zeros, so that sort keys have the order of the numbers. */
    private static String sk(int number) {
        return String.format(Locale.ROOT, "version#%08d", number);
    }

    /** All bytes of a compressed text. A part may be missing if the change was interrupted; then the text cannot be read. */
    private byte[] gzip(int number, StoredRevision stored) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(stored.gzip());
        for (int part = 1; stored.parts() != null && part <= stored.parts(); part++) {
            table.find(PARTS, part(number, part), true)
                    .map(document -> DocumentCodec.read(document.json(), StoredPart.class))
                    .ifPresent(found -> all.writeBytes(found.gzip()));
        }
        return all.toByteArray();
    }

    private ManifestRevision revision(StoredDocument document) {
        StoredRevision stored = DocumentCodec.read(document.json(), StoredRevision.class);
        int number = NumberParser.whole(document.sk().substring(document.sk().indexOf('#') + 1), 1, Integer.MAX_VALUE)
                .orElseThrow();
        return new ManifestRevision(
                number,
                stored.at(),
                document.updatedBy(),
                decompressed(gzip(number, stored)),
                stored.keys(),
                stored.digest(),
                stored.restores(),
                document.version() > 1);
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory cannot fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static String decompressed(byte[] bytes) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalArgumentException("its text cannot be decompressed", broken);
        }
    }
}
