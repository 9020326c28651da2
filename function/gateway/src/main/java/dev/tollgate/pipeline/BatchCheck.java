package dev.tollgate.pipeline;

import dev.tollgate.batch.BatchRequest;
import dev.tollgate.batch.LineFailure;
import dev.tollgate.call.CallContext;
import dev.tollgate.guardrail.ActiveScan;
import dev.tollgate.guardrail.GuardedCall;
import dev.tollgate.guardrail.PromptGuard;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Routes and guards each line of a batch as if it were a call. The first line that may not leave refuses all of them. */
@ApplicationScoped
class BatchCheck {
    private final CallRouter router;
    private final PromptGuard guard;

    BatchCheck(CallRouter router, PromptGuard guard) {
        this.router = router;
        this.guard = guard;
    }

    /**
     * The lines as they may leave.
     *
     * @param context of a call with the first line
     * @throws GatewayException of a 400 kind that names the line, or what refuses a call
     */
    CheckedBatch checked(CallContext<ModelRequest> context, List<BatchRequest> lines) {
        List<CheckedLine> checked = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            BatchRequest line = lines.get(i);
            requireSameModel(i + 1, context, line);
            checked.add(LineFailure.named(i + 1, line.content(), () -> checked(context, line)));
        }
        CheckedBatch batch = new CheckedBatch(checked);
        if (batch.targets().isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "model",
                    "Invalid value: 'model': no target takes all lines of this file. Split it.");
        }
        return batch;
    }

    /** One batch goes to one provider, and is charged as requests for one name. */
    private static void requireSameModel(int number, CallContext<ModelRequest> first, BatchRequest line) {
        if (!line.content().request().requestedModels().equals(first.request().requestedModels())) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "model",
                    "Line " + number + ": Invalid value: 'model': all lines of a file need the same model.");
        }
    }

    /** The client finds its result by the id, so that nothing can take the place of a value in it. */
    private CheckedLine checked(CallContext<ModelRequest> batch, BatchRequest line) {
        CallContext<ModelRequest> context = batch.with(
                line.content().request(),
                batch.forwardedHeaders(),
                line.content().nativeRequest());
        Route route = router.route(context);
        GuardedCall<ModelRequest> guarded =
                guard.guard(context, route.content().policies(), Map.of("custom_id", line.customId()));
        guarded.requireAllowed();
        guarded.scans().stream().findFirst().ifPresent(BatchCheck::refuse);
        return new CheckedLine(
                route.models(),
                line.with(guarded.context().request(), guarded.context().nativeRequest()),
                route.targets());
    }

    /** A scan is a call of its own for each line, and its verdict must come before the answer. */
    private static void refuse(ActiveScan scan) {
        throw GatewayException.of(
                ErrorKind.PERMISSION_DENIED,
                "model",
                "The content policy '" + scan.policy()
                        + "' scans requests with a model or an engine, which batches do not have. Send them one by one.");
    }
}
