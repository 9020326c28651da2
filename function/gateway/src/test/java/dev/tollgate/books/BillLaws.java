package dev.tollgate.books;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The usage records contain exactly what the providers have billed: attempt by attempt, to the micro-dollar. */
final class BillLaws {
    /** All ways in which a request may have been served. */
    private static final List<Told.Served> WAYS = List.of(
            new Told.Served(false, false),
            new Told.Served(true, false),
            new Told.Served(false, true),
            new Told.Served(true, true));

    private final Evidence evidence;
    private long billed;
    private long booked;

    private BillLaws(Evidence evidence) {
        this.evidence = evidence;
    }

    static void check(Evidence evidence) {
        BillLaws laws = new BillLaws(evidence);
        Map<Integer, List<Entry>> bySubject = new HashMap<>();
        evidence.records().stream().filter(Booked::settled).forEach(record -> evidence.request(record)
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
    private record Entry(Booked.Attempt attempt, Charging charging) {}

    /** Each delivery is one attempt of the records; those that are left were stopped before they arrived. */
    private void match(int subject, List<Entry> entries) {
        List<Delivery> deliveries = evidence.deliveries().stream()
                .filter(delivery -> delivery.question().number() == subject)
                .toList();
        boolean lost = evidence.records().stream()
                .filter(record -> !record.settled())
                .anyMatch(record -> evidence.request(record)
                        .filter(request -> request.wish().subject() == subject)
                        .isPresent());
        Pairing<Entry, Delivery> pairs = new Pairing<>(entries, deliveries, this::agrees);
        for (int i = 0; i < entries.size(); i++) {
            boolean found = stopped(entries.get(i).attempt()) || pairs.pairLeft(i);
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

    private void count(int subject, Entry entry, Optional<Delivery> delivery) {
        Booked.Spent spent = entry.attempt().spent();
        if (spent.estimated() || spent.nothing()) {
            evidence.require(
                    isPricedAsEstimated(entry, delivery), "request %d: wrongly priced estimate %s", subject, entry);
            return;
        }
        booked += Objects.requireNonNullElse(spent.cost(), 0L);
        Tariff tariff = evidence.world().tariff(entry.attempt().target());
        if (tariff != null) {
            billed += delivery.flatMap(arrived -> heard(entry, arrived))
                    .map(tariff::bill)
                    .orElse(0L);
        }
    }

    /** Whether the gateway itself ended it, so that what the provider said last may not have been heard. */
    private static boolean stopped(Booked.Attempt attempt) {
        return "client_gone".equals(attempt.error()) || "superseded".equals(attempt.error()) || late(attempt);
    }

    private static boolean late(Booked.Attempt attempt) {
        return "upstream_timeout".equals(attempt.error());
    }

    /** A judge that broke off has read the prompt, and is paid for it by an estimate. */
    private boolean agrees(Entry entry, Delivery delivery) {
        Booked.Attempt attempt = entry.attempt();
        Booked.Spent spent = attempt.spent();
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
    private Optional<Told> heard(Entry entry, Delivery delivery) {
        List<Told> told = delivery.toldInTurn();
        return (stopped(entry.attempt())
                        ? told.reversed()
                        : told.reversed().stream().limit(1).toList())
                .stream().filter(count -> saysSo(entry, count)).findFirst();
    }

    /** A count of the prompt alone may have been completed by guessing at the answer. */
    private static boolean isHeardInPart(Booked.Spent spent, Delivery delivery, boolean guessed) {
        Told told = delivery.told();
        if (told == null) {
            return delivery.said() == 0 ? spent.nothing() : guessed;
        }
        return told.completion() < 8L * delivery.said() && guessed && spent.prompt() == told.prompt();
    }

    private boolean saysSo(Entry entry, Told told) {
        Booked.Spent spent = entry.attempt().spent();
        Tariff tariff = evidence.world().tariff(entry.attempt().target());
        boolean sameMoney = tariff == null
                ? spent.unpriced() && spent.cost() == null
                : Objects.equals(spent.cost(), tariff.bill(told))
                        && Objects.equals(spent.charge(), entry.charging().charge(tariff, told));
        return sameMoney
                && !spent.estimated()
                && spent.prompt() == told.prompt()
                && spent.cached() == told.cached()
                && spent.stored() == told.stored() + told.kept()
                && spent.kept() == told.kept()
                && spent.searches() == told.searches()
                && spent.completion() == told.completion()
                && spent.thought() == told.thought();
    }

    /** A guess at the tokens is no guess at their price. */
    private boolean isPricedAsEstimated(Entry entry, Optional<Delivery> delivery) {
        Booked.Spent spent = entry.attempt().spent();
        Tariff tariff = evidence.world().tariff(entry.attempt().target());
        if (spent.nothing()) {
            return spent.cost() == null || spent.cost() == 0;
        }
        if (tariff == null) {
            return spent.unpriced();
        }
        Told.Served served = new Told.Served(
                delivery.filter(BillLaws::servedCheaply).isPresent(),
                delivery.filter(BillLaws::saidWhere).isPresent());
        return priced(entry, tariff, served)
                || (stopped(entry.attempt()) && WAYS.stream().anyMatch(perhaps -> priced(entry, tariff, perhaps)));
    }

    /** Whether the provider has said that it ran the model in the United States: that is part of each count. */
    private static boolean saidWhere(Delivery delivery) {
        return delivery.script().told().served().us() && delivery.told() != null;
    }

    /** Whether the provider has said that it was. Half of a whole answer says nothing. */
    private static boolean servedCheaply(Delivery delivery) {
        Script script = delivery.script();
        if (!delivery.question().streamed() && !script.whole()) {
            return false;
        }
        boolean said = script.tierAtOnce() || script.toldFirst() || delivery.told() != null;
        return script.told().served().flex() && script.act() != Script.Act.ANSWER_UNCOUNTED && said;
    }

    private static boolean priced(Entry entry, Tariff tariff, Told.Served served) {
        Booked.Spent spent = entry.attempt().spent();
        Told told = new Told(
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
        return Objects.equals(spent.cost(), tariff.bill(told))
                && Objects.equals(spent.charge(), entry.charging().charge(tariff, told));
    }
}
