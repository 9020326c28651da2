package dev.tollgate.call;

import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.time.Instant;

/**
 * What there is to say about one call, never with text of prompt or answer.
 *
 * @param keyId null where the key was not known
 * @param alias the model asked for; null where the request could not be read
 * @param status of the response's head
 * @param failure how it failed, or null
 * @param settlement null where nothing was accepted
 * @param overBudget how many soft budgets it found exceeded
 * @param firstChunkMillis null where there was no chunk
 * @param overhead what the gateway itself took until the first byte; null where no target was asked
 */
public record CallReport(
        String requestId,
        Instant receivedAt,
        String keyId,
        String alias,
        boolean streamed,
        int status,
        GatewayException failure,
        Settlement settlement,
        int overBudget,
        Long firstChunkMillis,
        Duration total,
        Duration overhead) {}
