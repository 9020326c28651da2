package dev.tollgate.store;

import dev.tollgate.parse.UrlParser;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where prompts are kept: the value of {@code TOLLGATE_PROMPT_LOG}. */
sealed interface PromptLogPlace {
    Pattern BUCKET = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9!_.*'()/-]{0,256}))?");
    Pattern GROUP = Pattern.compile("logs:([A-Za-z0-9_/.#-]{1,512})");
    Pattern FOLDER = Pattern.compile("file:(.+)");

    DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    /** Where a call is kept, as somebody looks for it. */
    String address(String keyId, String requestId, Instant receivedAt);

    /**
     * A bucket of S3.
     *
     * @param prefix the beginning of each object's name, with a slash at its end unless it is empty
     */
    record Bucket(String name, String prefix) implements PromptLogPlace {
        @Override
        public String address(String keyId, String requestId, Instant receivedAt) {
            return "s3://" + name + "/" + object(keyId, requestId, receivedAt);
        }

        /** The name of the object for a call. */
        String object(String keyId, String requestId, Instant receivedAt) {
            return prefix + DAY.format(receivedAt) + "/" + segment(keyId) + "/" + segment(requestId) + ".json";
        }
    }

    /** A log group of CloudWatch. Its events are found by the id of the request. */
    record LogGroup(String name) implements PromptLogPlace {
        @Override
        public String address(String keyId, String requestId, Instant receivedAt) {
            return "logs:" + name;
        }
    }

    /** A folder on this machine. */
    record Folder(Path path) implements PromptLogPlace {
        @Override
        public String address(String keyId, String requestId, Instant receivedAt) {
            return "file:" + file(requestId);
        }

        /** The file for a call. */
        Path file(String requestId) {
            return path.resolve(requestId + ".json");
        }
    }

    private static String segment(String name) {
        return UrlParser.segment(name).orElse("_");
    }

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException if it has another form
     */
    static PromptLogPlace of(String setting) {
        Matcher bucket = BUCKET.matcher(setting);
        if (bucket.matches()) {
            String prefix = bucket.group(2) == null ? "" : bucket.group(2).replaceAll("/+$", "");
            return new Bucket(bucket.group(1), prefix.isEmpty() ? "" : prefix + "/");
        }
        Matcher group = GROUP.matcher(setting);
        if (group.matches()) {
            return new LogGroup(group.group(1));
        }
        Matcher folder = FOLDER.matcher(setting);
        if (folder.matches()) {
            return new Folder(Path.of(folder.group(1)));
        }
        throw new IllegalArgumentException(
                "TOLLGATE_PROMPT_LOG must be s3://BUCKET/PREFIX, logs:GROUP or file:FOLDER, but is " + setting);
    }
}
