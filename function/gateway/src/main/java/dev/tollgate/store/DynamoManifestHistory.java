package dev.tollgate.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.auth.KeyHash;
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

/** The files that were applied, in the config table: one item each, whose number nobody else can take. */
@ApplicationScoped
public class DynamoManifestHistory {
    private static final String PARTITION = "HISTORY";

    /** DynamoDB takes no item above 400 KB; the rest is for the other attributes. */
    private static final int MOST_BYTES = 250_000;

    private final ConfigTable table;
    private final Clock clock;

    DynamoManifestHistory(ConfigTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** What is stored of a revision; the text is compressed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(Instant at, String digest, byte[] gzip, Map<String, KeyHash> keys, Integer restores) {}

    /** All of them, the newest first. */
    public List<ManifestRevision> all() {
        return table.items(PARTITION, true).stream()
                .map(item -> revision(StoredDocument.of(item)))
                .sorted(Comparator.comparingInt(ManifestRevision::number).reversed())
                .toList();
    }

    /** The one of this number. */
    public Optional<ManifestRevision> find(int number) {
        return table.find(PARTITION, sk(number), true).map(DynamoManifestHistory::revision);
    }

    /**
     * Takes the next number, before anything is applied: what is applied is written down whatever happens then.
     *
     * @param text without secrets
     * @param restores the version that is gone back to, or null
     * @throws IllegalArgumentException where the text is too long to be kept
     * @throws IllegalStateException where somebody else has just taken that number
     */
    public ManifestRevision begin(String text, Map<String, KeyHash> keys, String by, Integer restores) {
        byte[] gzip = compressed(text);
        if (gzip.length > MOST_BYTES) {
            throw new IllegalArgumentException("the file is too long to be kept: compressed it has " + gzip.length
                    + " bytes, and " + MOST_BYTES + " are the most");
        }
        int number = all().stream().findFirst().map(ManifestRevision::number).orElse(0) + 1;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String digest = KeyHash.of(text).hex();
        write(number, new Kept(now, digest, gzip, keys, restores), 1, by);
        return new ManifestRevision(number, now, by, text, keys, digest, restores, false);
    }

    /** Notes that it has been applied to its end. */
    public void complete(ManifestRevision revision) {
        Kept kept = new Kept(
                revision.at(), revision.digest(), compressed(revision.text()), revision.keys(), revision.restores());
        write(revision.number(), kept, 2, revision.by());
    }

    private void write(int number, Kept kept, int version, String by) {
        table.put(new StoredDocument(PARTITION, sk(number), DocumentCodec.write(kept), version, clock.instant(), by));
    }

    /** With zeros, so that the order of the texts is that of the numbers. */
    private static String sk(int number) {
        return String.format(Locale.ROOT, "version#%08d", number);
    }

    private static ManifestRevision revision(StoredDocument document) {
        Kept kept = DocumentCodec.read(document.json(), Kept.class);
        return new ManifestRevision(
                Integer.parseInt(document.sk().substring(document.sk().indexOf('#') + 1)),
                kept.at(),
                document.updatedBy(),
                expanded(kept.gzip()),
                kept.keys(),
                kept.digest(),
                kept.restores(),
                document.version() > 1);
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory can be written to", impossible);
        }
        return bytes.toByteArray();
    }

    private static String expanded(byte[] bytes) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalArgumentException("its text cannot be expanded", broken);
        }
    }
}
