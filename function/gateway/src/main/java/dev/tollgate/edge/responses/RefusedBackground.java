package dev.tollgate.edge.responses;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.storedresponse.BackgroundTask;
import dev.tollgate.storedresponse.BackgroundWorkers;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;

/** What serves where nothing goes on in the background: in programs that use the gateway's parts and listen for no requests. */
@DefaultBean
@ApplicationScoped
public class RefusedBackground implements BackgroundWorkers {

    @Override
    public void start(BackgroundTask task) {
        throw GatewayException.of(
                ErrorKind.UNSUPPORTED_PARAMETER,
                "background",
                "Unsupported parameter: 'background': this program makes no responses in the background.");
    }
}
