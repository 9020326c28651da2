package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.lambda.FunctionSettings.Mode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The schedule's event, whatever mode answers are in. */
class SweepEventTest extends LoopFixture {
    private static final String SCHEDULED = "{\"tollgate\":\"sweep\"}";

    @Test
    void itIsAnsweredWhenTheSweepIsOver() throws Exception {
        long deadline = inSeconds(60);
        api.event("e1", deadline, SCHEDULED);
        start(Mode.STREAM, 1);

        assertThat(api.post().document())
                .isEqualTo("POST /2018-06-01/runtime/invocation/e1/response HTTP/1.1\r\nHost: 127.0.0.1:"
                        + api.address().port()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(door.sweeps.take()).isEqualTo(Instant.ofEpochMilli(deadline).minusSeconds(5));
        assertThat(door.requests).isEmpty();
    }

    @Test
    void aRollUpIsAskedForLikewise() throws Exception {
        long deadline = inSeconds(900);
        api.event("e1", deadline, "{\"tollgate\":\"roll-up\"}");
        start(Mode.STREAM, 1);

        assertThat(api.post().document()).contains("/e1/response").endsWith("{}");
        assertThat(door.rollUps.take()).isEqualTo(Instant.ofEpochMilli(deadline).minusSeconds(5));
        assertThat(door.sweeps).isEmpty();
    }

    @Test
    void aSweepThatFailsIsAFailureOfTheFunctionAndTheNextEventIsServed() throws Exception {
        door.failSweeps(new GatewayException(ErrorKind.STORE_UNAVAILABLE, "It does not answer."));
        api.event("e1", inSeconds(60), SCHEDULED);
        api.event("e2", inSeconds(60), EVENT);
        door.say(head(204, "text/plain"), new ResponsePart.End());
        start(Mode.BUFFERED, 1);

        assertThat(api.post().document())
                .contains("/e1/error")
                .contains("Lambda-Runtime-Function-Error-Type: Tollgate.store_unavailable");
        assertThat(api.post().document()).contains("/e2/response").contains("\"statusCode\":204");
    }
}
