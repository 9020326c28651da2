package dev.tollgate.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of a log, in which usage records may stand that were not written: as they are, behind what a logger puts before
 * them, or inside the JSON that a collector of logs makes of a line.
 *
 * <p>Only places that no caller of the gateway can write to are looked at: whoever could have a record found in the name
 * of a model would write another's bill.
 *
 * @param records those found
 * @param broken why something that must be one cannot be read; empty where nothing is wrong
 */
record LogLine(List<JsonNode> records, Optional<String> broken) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Times, streams and machines stand before the level; then comes what was logged. */
    private static final Pattern LEVEL = Pattern.compile("\\b(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\s+");

    /** As the AWS CLI prints an event when it is not told otherwise: one field in a line. */
    private static final Pattern FIELD = Pattern.compile("\\s*(\"@?message\"\\s*:\\s*\".*\"),?\\s*");

    /** What collectors call the line that they have collected: CloudWatch, its Insights, Docker, journald. */
    private static final List<String> MESSAGE = List.of("message", "@message", "log", "MESSAGE");

    /** A record's own, near its beginning and its end; of other lines only those have it in which somebody quotes one. */
    private static final Pattern MARK = Pattern.compile("accepted_at|settled_at");

    private static final LogLine NOTHING = new LogLine(List.of(), Optional.empty());

    LogLine {
        records = List.copyOf(records);
    }

    static LogLine read(String line) {
        if (!MARK.matcher(line).find()) {
            return NOTHING;
        }
        Matcher field = FIELD.matcher(line);
        String text = field.matches() ? "{" + field.group(1) + "}" : logged(line);
        if (!text.startsWith("{")) {
            return broken("a record is in it that does not begin where one should");
        }
        try (JsonParser parser = JSON.createParser(text)) {
            JsonNode first = JSON.readTree(parser);
            JsonLocation end = parser.currentLocation();
            LogLine rest = read(text.substring((int) end.getCharOffset()));
            return of(first).and(rest);
        } catch (JsonProcessingException wrong) {
            return broken("it is no JSON from its beginning to its end");
        } catch (IOException impossible) {
            throw new IllegalStateException("a text can be read", impossible);
        }
    }

    private static LogLine of(JsonNode found) {
        if (found.has("pk") && found.has("sk")) {
            return new LogLine(List.of(found), Optional.empty());
        }
        Optional<String> message = MESSAGE.stream()
                .map(found::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
        return message.map(LogLine::read)
                .orElseGet(() -> MARK.matcher(found.toString()).find() ? broken("it is JSON, but no record") : NOTHING);
    }

    private static String logged(String line) {
        String text = line.strip();
        Matcher level = LEVEL.matcher(text);
        return !text.startsWith("{") && level.find() ? text.substring(level.end()) : text;
    }

    private static LogLine broken(String why) {
        return new LogLine(List.of(), Optional.of(why));
    }

    private LogLine and(LogLine next) {
        List<JsonNode> both = new ArrayList<>(records);
        both.addAll(next.records);
        return new LogLine(
                both, Stream.of(broken, next.broken).flatMap(Optional::stream).findFirst());
    }
}
