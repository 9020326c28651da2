package dev.tollgate.edge;

import dev.tollgate.call.CallTrace;
import org.jboss.logging.MDC;

/** What each event says that is logged while a call runs on its thread. */
final class CallLogContext {
    private static final String TRACE_ID = "trace_id";
    private static final String LAMBDA_REQUEST_ID = "lambda_request_id";

    private CallLogContext() {}

    static void begin(HttpCall call) {
        call.lifecycle().id().ifPresent(id -> MDC.put(LAMBDA_REQUEST_ID, id));
        CallTrace trace = call.metrics().trace();
        if (trace != null) {
            MDC.put(TRACE_ID, trace.span().traceId());
        }
    }

    static void end() {
        MDC.remove(LAMBDA_REQUEST_ID);
        MDC.remove(TRACE_ID);
    }
}
