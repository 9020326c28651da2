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
 * A line of a log that may contain usage records that the gateway could not write. A record comes as it is, after the
 * prefix of a logger, or inside the JSON that a log collector makes of a line.
 *
 * <p>It looks only at places that no caller of the gateway can write to. Otherwise a caller could put a record into the
 * name of a model, and charge somebody else.
 *
 * @param records the records in the line
 * @param broken why text that must be a record is unreadable; empty if there is none
 */
record LogLine(List<JsonNode> records, Optional<String> broken) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Times, streams and machines come before the level; the message comes after it. */
    private static final Pattern LEVEL = Pattern.compile("\\b(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\s+");

    /** What {@code aws logs tail} prints before a line: its time and, without {@code --format short}, its stream. */
    private static final Pattern TAIL = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\S+ (\\d{4}/\\S+ )?(?=\\{)");

    /** The default output of the AWS CLI for an event: one field on each line. */
    private static final Pattern FIELD = Pattern.compile("\\s*(\"@?message\"\\s*:\\s*\".*\"),?\\s*");

    /** The fields in which collectors keep the line: CloudWatch, its Insights, Docker, journald. */
    private static final List<String> MESSAGE = List.of("message", "@message", "log", "MESSAGE");

    /** Names near the start and the end of a record. Another line contains them only if it quotes a record. */
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
            return broken("it contains a record that does not start where a record should");
        }
        try (JsonParser parser = JSON.createParser(text)) {
            JsonNode first = JSON.readTree(parser);
            JsonLocation end = parser.currentLocation();
            LogLine rest = read(text.substring((int) end.getCharOffset()));
            return of(first).and(rest);
        } catch (JsonProcessingException wrong) {
            return broken("it is not complete JSON");
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
        if (ofGateway(found) && message.filter(text -> !text.startsWith("{")).isPresent()) {
            // It has no level in front, so text from a caller may follow the first one in it.
            return quoting(found);
        }
        return message.map(LogLine::read).orElseGet(() -> quoting(found));
    }

    /** A line of the gateway's own log in the format {@code json}. */
    private static boolean ofGateway(JsonNode found) {
        return found.has("level") && found.has("logger");
    }

    private static LogLine quoting(JsonNode found) {
        return MARK.matcher(found.toString()).find() ? broken("it is JSON, but not a record") : NOTHING;
    }

    private static String logged(String line) {
        String text = line.strip();
        Matcher tail = TAIL.matcher(text);
        if (tail.lookingAt()) {
            return text.substring(tail.end());
        }
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
