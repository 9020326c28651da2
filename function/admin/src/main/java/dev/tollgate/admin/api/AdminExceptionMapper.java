package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.store.DocumentChangedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives failures of the admin API the form of the gateway's errors. The gateway's own mapper answers all others. */
public class AdminExceptionMapper {
    @ServerExceptionMapper
    Response changed(DocumentChangedException changed) {
        return failure(
                new AdminException(AdminErrorKind.VERSION_CHANGED, String.valueOf(changed.getMessage()), changed));
    }

    @ServerExceptionMapper
    Response failure(AdminException failure) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("error")
                .put("message", failure.getMessage())
                .put("type", "invalid_request_error")
                .put("param", failure.param())
                .put("code", failure.kind().code());
        return JsonAnswer.of(failure.kind().status(), document);
    }
}
