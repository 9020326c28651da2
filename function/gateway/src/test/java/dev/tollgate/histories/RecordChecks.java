package dev.tollgate.histories;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Each accepted request has one usage record, and other requests have none. Every record is closed, and agrees with the
 * usage that the client received.
 */
final class RecordChecks {
    private final HistoryEvidence evidence;

    private RecordChecks(HistoryEvidence evidence) {
        this.evidence = evidence;
    }

    static void check(HistoryEvidence evidence) {
        RecordChecks laws = new RecordChecks(evidence);
        evidence.seen().values().forEach(laws::hasItsRecord);
        evidence.records().forEach(laws::isClosed);
        evidence.records().forEach(laws::isTheSumOfItsAttempts);
        laws.repetitionsAreBilledOnce();
    }

    private void hasItsRecord(SeenResponse request) {
        List<StoredUsageRecord> records = evidence.records(request);
        boolean asked = evidence.deliveries().stream()
                .anyMatch(delivery ->
                        delivery.question().number() == request.wish().number());
        boolean alone = evidence.seen().values().stream()
                .noneMatch(other -> other.wish().number() != request.wish().number()
                        && other.wish().subject() == request.wish().subject());
        if (request.accepted() || (asked && alone)) {
            evidence.require(records.size() == 1, "accepted, but %d records: %s", records.size(), request);
        } else if (request.refused() || request.repeated() != null) {
            evidence.require(records.isEmpty(), "not accepted, but in the books: %s %s", request, records);
        }
        if (request.repeated() != null) {
            repeatsWhatWasAnswered(request);
        } else if (request.whole()) {
            records.forEach(record -> saysWhatTheClientWasTold(record, request));
        }
    }

    private void repeatsWhatWasAnswered(SeenResponse repetition) {
        SeenResponse first = evidence.seen().get(evidence.numbers().get(repetition.repeated()));
        evidence.require(
                first != null && first.wish().subject() == repetition.wish().subject(),
                "repeats the answer to another request: %s",
                repetition);
        evidence.require(
                first == null
                        || !first.whole()
                        || !repetition.whole()
                        || first.body().equals(repetition.body()),
                "repeats another answer: %s",
                repetition);
    }

    private void saysWhatTheClientWasTold(StoredUsageRecord record, SeenResponse request) {
        if (!record.settled()) {
            return;
        }
        List<StoredUsageRecord.Attempt> answering = record.attempts().stream()
                .filter(attempt -> attempt.error() == null && !attempt.judge())
                .toList();
        evidence.require(record.outcome().equals("complete"), "whole, but %s: %s", record.outcome(), request);
        evidence.require(answering.size() == 1, "whole, but %d answered: %s %s", answering.size(), request, record);
        answering.forEach(attempt -> {
            evidence.require(attempt.target().equals(request.provider()), "%s answered %s", attempt.target(), request);
            evidence.require(
                    attempt.spent().prompt()
                                    == request.usage().path("prompt_tokens").asLong(-1)
                            && attempt.spent().completion()
                                    == request.usage().path("completion_tokens").asLong(0),
                    "the client was shown %s, and the usage records say %s: %s",
                    request.usage(),
                    attempt,
                    request);
        });
    }

    private void isClosed(StoredUsageRecord record) {
        SeenResponse request = evidence.request(record).orElse(null);
        evidence.require(request != null, "a record of no request: %s", record);
        boolean doomed = request != null && request.wish().doomed();
        evidence.require(record.status().equals(doomed ? "abandoned" : "settled"), "not as it ended: %s", record);
        evidence.require(record.left().isEmpty(), "still holds %s: %s", record.left(), record);
        evidence.require(
                request == null
                        || (record.key().equals(request.wish().key())
                                && record.alias().equals(request.wish().model())),
                "of another key or name: %s %s",
                record,
                request);
    }

    private void isTheSumOfItsAttempts(StoredUsageRecord record) {
        if (!record.settled()) {
            evidence.require(
                    record.spent().unpriced() && record.spent().cost() == null, "abandoned, and priced: %s", record);
            return;
        }
        sum(record, "prompt", StoredUsageRecord.Spent::prompt);
        sum(record, "cached", StoredUsageRecord.Spent::cached);
        sum(record, "stored", StoredUsageRecord.Spent::stored);
        sum(record, "kept", StoredUsageRecord.Spent::kept);
        sum(record, "searches", StoredUsageRecord.Spent::searches);
        sum(record, "completion", StoredUsageRecord.Spent::completion);
        sum(record, "thought", StoredUsageRecord.Spent::thought);
        boolean unpriced = any(record, StoredUsageRecord.Spent::unpriced);
        evidence.require(record.spent().unpriced() == unpriced, "unpriced or not: %s", record);
        evidence.require(
                record.spent().estimated() == any(record, StoredUsageRecord.Spent::estimated),
                "estimated or not: %s",
                record);
        if (unpriced) {
            evidence.require(record.spent().cost() == null, "unpriced, and a cost: %s", record);
        } else {
            sum(record, "cost", spent -> Objects.requireNonNullElse(spent.cost(), 0L));
            sum(record, "charge", spent -> Objects.requireNonNullElse(spent.charge(), 0L));
        }
    }

    private void sum(StoredUsageRecord record, String what, Function<StoredUsageRecord.Spent, Long> part) {
        long sum = record.attempts().stream()
                .map(StoredUsageRecord.Attempt::spent)
                .map(part)
                .mapToLong(Long::longValue)
                .sum();
        evidence.require(part.apply(record.spent()) == sum, "%s is not the sum of its attempts: %s", what, record);
    }

    private static boolean any(StoredUsageRecord record, Function<StoredUsageRecord.Spent, Boolean> what) {
        return record.attempts().stream().map(StoredUsageRecord.Attempt::spent).anyMatch(what::apply);
    }

    /** Two that are whole have had a claim each, and the second claim was free when the first one's time was over. */
    private void repetitionsAreBilledOnce() {
        evidence.records().stream()
                .filter(record -> record.outcome().equals("complete")
                        && evidence.request(record).isPresent())
                .collect(Collectors.groupingBy(
                        record -> evidence.request(record).orElseThrow().wish().idempotencyKey() + ""))
                .forEach((key, records) -> {
                    if (!key.equals("null")) {
                        areFarApart(key, records);
                    }
                });
    }

    private void areFarApart(String key, List<StoredUsageRecord> records) {
        List<StoredUsageRecord> inOrder = records.stream()
                .sorted(Comparator.comparing(StoredUsageRecord::acceptedAt))
                .toList();
        for (int i = 1; i < inOrder.size(); i++) {
            StoredUsageRecord first = inOrder.get(i - 1);
            StoredUsageRecord second = inOrder.get(i);
            boolean evenTime = evidence.request(first)
                    .orElseThrow()
                    .inOneBreathWith(evidence.request(second).orElseThrow());
            boolean soon =
                    Duration.between(first.acceptedAt(), second.acceptedAt()).toMinutes() < 10;
            evidence.require(!evenTime || !soon, "%s was billed twice: %s %s", key, first, second);
        }
    }
}
