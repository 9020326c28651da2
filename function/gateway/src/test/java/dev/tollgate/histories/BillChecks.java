package dev.tollgate.histories;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The usage records contain exactly what the providers have billed: attempt by attempt, to the micro-dollar. */
final class BillChecks {
    /** All ways in which a request may have been served. */
    private static final List<ReportedUsage.Served> WAYS = List.of(
            new ReportedUsage.Served(false, false),
            new ReportedUsage.Served(true, false),
            new ReportedUsage.Served(false, true),
            new ReportedUsage.Served(true, true));

    private final HistoryEvidence evidence;
    private long billed;
    private long booked;

    private BillChecks(HistoryEvidence evidence) {
        this.evidence = evidence;
    }

    static void check(HistoryEvidence evidence) {
        BillChecks laws = new BillChecks(evidence);
        Map<Integer, List<Entry>> bySubject = new HashMap<>();
        evidence.records().stream().filter(StoredUsageRecord::settled).forEach(record -> evidence.request(record)
                .ifPresent(request -> record.attempts().forEach(attempt -> bySubject
                        .computeIfAbsent(request.wish().subject(), _ -> new ArrayList<>())
                        .add(new Entry(attempt, evidence.world().charging(record.key(), record.alias()))))));
        evidence.seen().values().stream()
                .map(seen -> seen.wish().subject())
                .distinct()
                .forEach(subject -> laws.match(subject, bySubject.getOrDefault(subject, List.of())));
        evidence.require(laws.billed == laws.booked, "billed %d micro-dollars, booked %d", laws.billed, laws.booked);
    }

    /** A recorded attempt, and the rule by which its caller is charged. */
    private record Entry(StoredUsageRecord.Attempt attempt, ChargeRule charging) {}

    /** Each delivery is one attempt of the records. An attempt that is left over was stopped before it arrived. */
    private void match(int subject, List<Entry> entries) {
        List<BilledAttempt> deliveries = evidence.deliveries().stream()
                .filter(delivery -> delivery.question().number() == subject)
                .toList();
        boolean lost = evidence.records().stream()
                .filter(record -> !record.settled())
                .anyMatch(record -> evidence.request(record)
                        .filter(request -> request.wish().subject() == subject)
                        .isPresent());
        MaximumPairing<Entry, BilledAttempt> pairs = new MaximumPairing<>(entries, deliveries, this::agrees);
        for (int i = 0; i < entries.size(); i++) {
            boolean found = mayNotHaveArrived(entries.get(i).attempt()) || pairs.pairLeft(i);
            evidence.require(found, "request %d: nobody has billed %s, but %s", subject, entries.get(i), deliveries);
        }
        for (int i = 0; i < deliveries.size(); i++) {
            boolean found = pairs.pairRight(i) || lost;
            evidence.require(found, "request %d: not as billed: %s, but %s", subject, deliveries.get(i), entries);
        }
        for (int i = 0; i < entries.size(); i++) {
            count(subject, entries.get(i), pairs.partner(i));
        }
    }

    private void count(int subject, Entry entry, Optional<BilledAttempt> delivery) {
        StoredUsageRecord.Spent spent = entry.attempt().spent();
        if (spent.estimated() || spent.nothing()) {
            evidence.require(
                    isPricedAsEstimated(entry, delivery), "request %d: wrongly priced estimate %s", subject, entry);
            return;
        }
        booked += Objects.requireNonNullElse(spent.cost(), 0L);
        ModelTariff tariff = evidence.world().tariff(entry.attempt().target());
        if (tariff != null) {
            billed += delivery.flatMap(arrived -> heard(entry, arrived))
                    .map(tariff::bill)
                    .orElse(0L);
        }
    }

    /** Whether the gateway itself ended it, so that what the provider said last may not have been heard. */
    private static boolean stopped(StoredUsageRecord.Attempt attempt) {
        return "client_gone".equals(attempt.error()) || "superseded".equals(attempt.error()) || late(attempt);
    }

    /**
     * An attempt that used nothing may have failed on its way. What has a reported count has arrived, and is paired before guesses that
     * agree with the same delivery.
     */
    private static boolean mayNotHaveArrived(StoredUsageRecord.Attempt attempt) {
        StoredUsageRecord.Spent spent = attempt.spent();
        return attempt.error() != null && (spent.nothing() || (stopped(attempt) && spent.estimated()));
    }

    private static boolean late(StoredUsageRecord.Attempt attempt) {
        return "upstream_timeout".equals(attempt.error());
    }

    /** A judge that broke off has read the prompt, and is paid for it by an estimate. */
    private boolean agrees(Entry entry, BilledAttempt delivery) {
        StoredUsageRecord.Attempt attempt = entry.attempt();
        StoredUsageRecord.Spent spent = attempt.spent();
        if (!attempt.target().equals(delivery.target())) {
            return false;
        }
        boolean exact = heard(entry, delivery).isPresent();
        boolean guessed = spent.estimated() && isPricedAsEstimated(entry, Optional.of(delivery));
        if (stopped(attempt)) {
            return exact || guessed || (late(attempt) && spent.nothing());
        }
        return switch (delivery.script().act()) {
            case ANSWER -> attempt.error() == null && exact;
            case ANSWER_UNCOUNTED -> attempt.error() == null && guessed;
            case REFUSE, FAIL, FAIL_TOLD, CUT, CUT_TOLD, HANG, HANG_TOLD ->
                attempt.error() != null
                        && (exact || isHeardInPart(spent, delivery, guessed) || (attempt.judge() && guessed));
        };
    }

    /** The count that the gateway has recorded: the last one, or any of them if the gateway itself stopped the attempt. */
    private Optional<ReportedUsage> heard(Entry entry, BilledAttempt delivery) {
        List<ReportedUsage> reported = delivery.reportedInTurn();
        return (stopped(entry.attempt())
                        ? reported.reversed()
                        : reported.reversed().stream().limit(1).toList())
                .stream().filter(count -> saysSo(entry, count)).findFirst();
    }

    /** A count of the prompt alone may have been completed by guessing at the answer. */
    private static boolean isHeardInPart(StoredUsageRecord.Spent spent, BilledAttempt delivery, boolean guessed) {
        ReportedUsage reported = delivery.reported();
        if (reported == null) {
            return delivery.said() == 0 ? spent.nothing() : guessed;
        }
        return reported.completion() < 8L * delivery.said() && guessed && spent.prompt() == reported.prompt();
    }

    private boolean saysSo(Entry entry, ReportedUsage reported) {
        StoredUsageRecord.Spent spent = entry.attempt().spent();
        ModelTariff tariff = evidence.world().tariff(entry.attempt().target());
        boolean sameMoney = tariff == null
                ? spent.unpriced() && spent.cost() == null
                : Objects.equals(spent.cost(), tariff.bill(reported))
                        && Objects.equals(spent.charge(), entry.charging().charge(tariff, reported));
        return sameMoney
                && !spent.estimated()
                && spent.prompt() == reported.prompt()
                && spent.cached() == reported.cached()
                && spent.stored() == reported.stored() + reported.kept()
                && spent.kept() == reported.kept()
                && spent.searches() == reported.searches()
                && spent.completion() == reported.completion()
                && spent.thought() == reported.thought();
    }

    /** A guess at the tokens is no guess at their price. */
    private boolean isPricedAsEstimated(Entry entry, Optional<BilledAttempt> delivery) {
        StoredUsageRecord.Spent spent = entry.attempt().spent();
        ModelTariff tariff = evidence.world().tariff(entry.attempt().target());
        if (spent.nothing()) {
            return spent.cost() == null || spent.cost() == 0;
        }
        if (tariff == null) {
            return spent.unpriced();
        }
        ReportedUsage.Served served = new ReportedUsage.Served(
                delivery.filter(BillChecks::servedCheaply).isPresent(),
                delivery.filter(BillChecks::saidWhere).isPresent());
        return priced(entry, tariff, served)
                || (stopped(entry.attempt()) && WAYS.stream().anyMatch(perhaps -> priced(entry, tariff, perhaps)));
    }

    /** Whether the provider has said that it ran the model in the United States: that is part of each count. */
    private static boolean saidWhere(BilledAttempt delivery) {
        return delivery.script().reported().served().us() && delivery.reported() != null;
    }

    /** Whether the provider has said that it was. Half of a whole answer says nothing. */
    private static boolean servedCheaply(BilledAttempt delivery) {
        AttemptScript script = delivery.script();
        if (!delivery.question().streamed() && !script.whole()) {
            return false;
        }
        boolean said = script.tierAtOnce() || script.reportedFirst() || delivery.reported() != null;
        return script.reported().served().flex() && script.act() != AttemptScript.Act.ANSWER_UNCOUNTED && said;
    }

    private static boolean priced(Entry entry, ModelTariff tariff, ReportedUsage.Served served) {
        StoredUsageRecord.Spent spent = entry.attempt().spent();
        ReportedUsage reported = new ReportedUsage(
                spent.prompt() - spent.cached() - spent.stored(),
                spent.cached(),
                spent.stored() - spent.kept(),
                spent.kept(),
                0,
                spent.completion() - spent.thought(),
                spent.thought(),
                0,
                spent.searches(),
                served);
        return Objects.equals(spent.cost(), tariff.bill(reported))
                && Objects.equals(spent.charge(), entry.charging().charge(tariff, reported));
    }
}
