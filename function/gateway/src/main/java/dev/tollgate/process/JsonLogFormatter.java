package dev.tollgate.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One line of JSON for each event, also for one with a stack trace: log services take each line as an event of its own. The first fields
 * have the names that Lambda's own JSON has.
 */
final class JsonLogFormatter extends ExtFormatter {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public String format(ExtLogRecord event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("timestamp", event.getInstant().toString());
            json.writeStringField("level", event.getLevel().getName());
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("message", formatMessage(event));
            for (Map.Entry<String, String> known : event.getMdcCopy().entrySet()) {
                json.writeStringField(known.getKey(), known.getValue());
            }
            if (event.getThrown() != null) {
                json.writeStringField("error", event.getThrown().getClass().getName());
                json.writeStringField("stack_trace", stackTrace(event.getThrown()));
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.append('\n').toString();
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
