package dev.tollgate.edge;

import dev.tollgate.call.ResponseSink;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Headers by which SDKs decide whether and when to retry; they read {@code retry-after-ms} before {@code retry-after}. */
final class ErrorHeaders {
    private ErrorHeaders() {}

    /** The same, with the attempts that failed. */
    static Map<String, String> of(
            GatewayException failure, List<ResponseSink.AttemptSummary> attempts, ErrorFormat format) {
        Map<String, String> headers = of(failure, format);
        AttemptHeaders.add(attempts, headers);
        return headers;
    }

    static Map<String, String> of(GatewayException failure, ErrorFormat format) {
        Map<String, String> headers = new LinkedHashMap<>(format.headers(failure));
        if (!failure.retryable() || isAboutTheKey(failure)) {
            headers.put("x-should-retry", "false");
        }
        Duration wait = failure.retryAfter();
        if (wait != null) {
            long millis = Math.ceilDiv(wait.toNanos(), 1_000_000L);
            headers.put("retry-after", String.valueOf(Math.ceilDiv(millis, 1_000L)));
            headers.put("retry-after-ms", String.valueOf(millis));
        }
        if (failure.kind().status() == 401) {
            headers.put("www-authenticate", "Bearer");
        }
        if (ContentCoding.HEADER.equals(failure.param()) && failure.kind() == ErrorKind.UNSUPPORTED_MEDIA_TYPE) {
            headers.put("accept-encoding", ContentCoding.ACCEPTED);
        }
        RateHeaders.add(failure.rates(), headers);
        return headers;
    }

    /** OpenAI's clients know that no retry helps. Claude Code would try for minutes, as its tokens may have been renewed. */
    private static boolean isAboutTheKey(GatewayException failure) {
        return failure.kind().status() == 401 || failure.kind().status() == 403;
    }
}
