package dev.tollgate.cli.direct;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.cli.port.RecordReplay;
import dev.tollgate.jobs.RollUpJob;
import dev.tollgate.store.UnwrittenRecords;
import dev.tollgate.store.UnwrittenRecords.Replayed;
import jakarta.inject.Singleton;
import java.time.LocalDate;

/** Writes records of the gateway's log to the tables. */
@Singleton
public final class DirectReplay implements RecordReplay {
    private final UnwrittenRecords unwritten;
    private final RollUpJob rollUp;

    DirectReplay(UnwrittenRecords unwritten, RollUpJob rollUp) {
        this.unwritten = unwritten;
        this.rollUp = rollUp;
    }

    @Override
    public ReplayedRecord write(JsonNode line) {
        Replayed replayed = unwritten.write(line);
        return new ReplayedRecord(replayed.keyId(), replayed.day(), replayed.written());
    }

    @Override
    public void rollUpAgain(String keyId, LocalDate day) {
        rollUp.again(keyId, day);
    }
}
