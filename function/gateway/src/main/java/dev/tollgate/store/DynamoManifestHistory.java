package dev.tollgate.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.parse.NumberParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /** DynamoDB limits an item to 400 KB; the rest is for other attributes and Base64. */
    private static final int MAX_BYTES = 250_000;

    private final ConfigTable table;
    private final Clock clock;

    DynamoManifestHistory(ConfigTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** The JSON form of a revision, with the compressed text. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StoredRevision(
            Instant at,
            String digest,
            byte[] gzip,
            Map<String, KeyHash> keys,
            @Nullable Integer restores) {}

    /** All revisions, the newest first. */
    public List<ManifestRevision> all() {
        return table.items(PARTITION, true).stream()
                .map(item -> revision(StoredDocument.of(item)))
                .sorted(Comparator.comparingInt(ManifestRevision::number).reversed())
                .toList();
    }

    /** The newest revision. */
    public Optional<ManifestRevision> last() {
        return table.newestFirst(PARTITION, null, 1).stream().findFirst().map(DynamoManifestHistory::revision);
    }

    /** The revision with this number. */
    public Optional<ManifestRevision> find(int number) {
        return table.find(PARTITION, sk(number), true).map(DynamoManifestHistory::revision);
    }

    /**
     * Stores a revision with the next number before it is applied, so that the history has it whatever happens next.
     *
     * @param text the file without secrets
     * @param restores the version that a rollback restores; null for a new file
     * @throws IllegalArgumentException if the text is too long to be stored
     * @throws IllegalStateException if somebody else has just taken the number
     */
    public ManifestRevision begin(String text, Map<String, KeyHash> keys, String by, @Nullable Integer restores) {
        byte[] gzip = compressed(text);
        if (gzip.length > MAX_BYTES) {
            throw new IllegalArgumentException("the file is too long for the history: compressed it has " + gzip.length
                    + " bytes, and the maximum is " + MAX_BYTES);
        }
        int number = last().map(ManifestRevision::number).orElse(0) + 1;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String digest = KeyHash.of(text).hex();
        write(number, new StoredRevision(now, digest, gzip, keys, restores), 1, by);
        return new ManifestRevision(number, now, by, text, keys, digest, restores, false);
    }

    /** Records that the revision was applied completely. */
    public void complete(ManifestRevision revision) {
        StoredRevision stored = new StoredRevision(
                revision.at(), revision.digest(), compressed(revision.text()), revision.keys(), revision.restores());
        write(revision.number(), stored, 2, revision.by());
    }

    private void write(int number, StoredRevision stored, int version, String by) {
        table.put(new StoredDocument(PARTITION, sk(number), DocumentCodec.write(stored), version, clock.instant(), by));
    }

    /** Padded with zeros, so that sort keys have the order of the numbers. */
    private static String sk(int number) {
        return String.format(Locale.ROOT, "version#%08d", number);
    }

    private static ManifestRevision revision(StoredDocument document) {
        StoredRevision stored = DocumentCodec.read(document.json(), StoredRevision.class);
        return new ManifestRevision(
                NumberParser.whole(document.sk().substring(document.sk().indexOf('#') + 1), 1, Integer.MAX_VALUE)
                        .orElseThrow(),
                stored.at(),
                document.updatedBy(),
                decompressed(stored.gzip()),
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
