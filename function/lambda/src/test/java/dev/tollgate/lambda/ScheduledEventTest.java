package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.TokenIdentity;
import dev.tollgate.lambda.FunctionSettings.Mode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.FatalErrors;
import dev.tollgate.storedresponse.ResponseName;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the events of the schedules, which are independent of the response mode. */
class ScheduledEventTest extends PollLoopFixture {
    private static final String SCHEDULED = "{\"tollgate\":\"sweep\"}";

    @Test
    void aSweepIsAnsweredAfterItsEnd() throws Exception {
        long deadline = inSeconds(60);
        api.event("e1", deadline, SCHEDULED);
        start(Mode.STREAM, 1);

        assertThat(api.post().document())
                .isEqualTo("POST /2018-06-01/runtime/invocation/e1/response HTTP/1.1\r\nHost: 127.0.0.1:"
                        + api.address().port()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(gateway.sweeps.take())
                .isEqualTo(Instant.ofEpochMilli(deadline).minusSeconds(5));
        assertThat(gateway.requests).isEmpty();
    }

    @Test
    void aRollUpIsAnsweredAfterItsEnd() throws Exception {
        long deadline = inSeconds(900);
        api.event("e1", deadline, "{\"tollgate\":\"roll-up\"}");
        start(Mode.STREAM, 1);

        assertThat(api.post().document()).contains("/e1/response").endsWith("{}");
        assertThat(gateway.rollUps.take())
                .isEqualTo(Instant.ofEpochMilli(deadline).minusSeconds(5));
        assertThat(gateway.sweeps).isEmpty();
    }

    @Test
    void alertsOfBudgetsAreSentUntilTheInvocationMustEnd() throws Exception {
        long deadline = inSeconds(240);
        api.event("e1", deadline, "{\"tollgate\":\"budget-alerts\"}");
        start(Mode.STREAM, 1);

        assertThat(api.post().document()).contains("/e1/response").endsWith("{}");
        assertThat(gateway.alertRuns.take())
                .isEqualTo(Instant.ofEpochMilli(deadline).minusSeconds(5));
    }

    @Test
    void batchesAreFollowedUntilTheInvocationMustEnd() throws Exception {
        long deadline = inSeconds(900);
        api.event("e1", deadline, "{\"tollgate\":\"batches\"}");
        start(Mode.STREAM, 1);

        assertThat(api.post().document()).contains("/e1/response").endsWith("{}");
        assertThat(gateway.batchRuns.take())
                .isEqualTo(Instant.ofEpochMilli(deadline).minusSeconds(5));
    }

    @Test
    void aQueuedResponseIsMadeInAnInvocationOfItsOwn() throws Exception {
        String hash = "ab".repeat(32);
        String event = "{\"tollgate\":\"respond\",\"key_id\":\"app\",\"response\":\"resp_1\",\"key\":\"" + hash
                + "\",\"secret\":\"AQI=\"}";
        api.event("e1", inSeconds(900), event);
        start(Mode.STREAM, 1);

        assertThat(api.post().document()).contains("/e1/response").endsWith("{}");
        assertThat(gateway.responses.take())
                .isEqualTo(new LambdaEvent.QueuedResponse(
                        new ResponseName("app", "resp_1"), new KeyHash(hash), new byte[] {1, 2}));
    }

    @Test
    void aQueuedResponseMayBelongToACallerWithAToken() throws Exception {
        TokenIdentity ada = new TokenIdentity("ada", "search", Set.of("fast"));
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("tollgate", "respond")
                .put("key_id", "jwt:ada")
                .put("response", "resp_1")
                .put("secret", "AQI=");
        QueuedCaller.write(ada, event);
        api.event("e1", inSeconds(900), event.toString());
        start(Mode.STREAM, 1);

        assertThat(gateway.responses.take())
                .isEqualTo(
                        new LambdaEvent.QueuedResponse(new ResponseName("jwt:ada", "resp_1"), ada, new byte[] {1, 2}));
    }

    @Test
    void anEventThatNamesNoQueuedResponseIsAnError() throws Exception {
        api.event("e1", inSeconds(60), "{\"tollgate\":\"respond\",\"response\":\"x\"}");
        start(Mode.STREAM, 1);

        assertThat(api.post().document()).contains("/e1/error").contains("names no queued response");
    }

    @Test
    void afterAnErrorThatAJvmDoesNotSurviveTheEventIsReportedAndTheProcessEnds() throws Exception {
        gateway.breakSweeps(new OutOfMemoryError("Java heap space"));
        api.event("e1", inSeconds(60), SCHEDULED);
        start(Mode.BUFFERED, 1);

        assertThat(api.post().document())
                .contains("/e1/error")
                .contains("Lambda-Runtime-Function-Error-Type: java.lang.OutOfMemoryError");
        assertThat(exits.take()).isEqualTo(FatalErrors.EXIT_STATUS);
    }

    @Test
    void afterAnotherErrorTheNextEventIsHandled() throws Exception {
        gateway.breakSweeps(new StackOverflowError());
        api.event("e1", inSeconds(60), SCHEDULED);
        api.event("e2", inSeconds(60), EVENT);
        gateway.respond(head(204, "text/plain"), new ResponsePart.End());
        start(Mode.BUFFERED, 1);

        assertThat(api.post().document()).contains("/e1/error");
        assertThat(api.post().document()).contains("/e2/response").contains("\"statusCode\":204");
        assertThat(exits).isEmpty();
    }

    @Test
    void aFailedSweepIsAnErrorOfTheFunctionAndTheNextEventIsHandled() throws Exception {
        gateway.failSweeps(new GatewayException(ErrorKind.STORE_UNAVAILABLE, "It does not answer."));
        api.event("e1", inSeconds(60), SCHEDULED);
        api.event("e2", inSeconds(60), EVENT);
        gateway.respond(head(204, "text/plain"), new ResponsePart.End());
        start(Mode.BUFFERED, 1);

        assertThat(api.post().document())
                .contains("/e1/error")
                .contains("Lambda-Runtime-Function-Error-Type: Tollgate.store_unavailable");
        assertThat(api.post().document()).contains("/e2/response").contains("\"statusCode\":204");
    }
}
