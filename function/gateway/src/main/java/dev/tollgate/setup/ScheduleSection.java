package dev.tollgate.setup;

import dev.tollgate.route.Alias;
import dev.tollgate.route.Period;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code schedule}: the times at which an alias has other targets. */
final class ScheduleSection {
    private static final Set<String> FIELDS = Set.of("days", "from", "to", "zone", "targets");

    private final GoalList goals;

    ScheduleSection(GoalList goals) {
        this.goals = goals;
    }

    List<Period> read(Value value) {
        List<Period> periods = new ArrayList<>();
        for (Value element : value.elements()) {
            period(element).ifPresent(period -> {
                periods.stream()
                        .filter(other -> Overlap.of(other, period))
                        .findFirst()
                        .ifPresent(other -> element.error("expected times that no other period covers, got some of "
                                + value.path() + "[" + periods.indexOf(other) + "]"));
                periods.add(period);
            });
        }
        return periods;
    }

    private Optional<Period> period(Value value) {
        Fields fields = Fields.of(value, FIELDS, Set.of());
        Optional<Set<DayOfWeek>> days = fields.find("days").isEmpty()
                ? Optional.of(Set.of(DayOfWeek.values()))
                : fields.find("days").flatMap(Weekdays::read);
        Optional<LocalTime> from = fields.require("from", Times.TIME).flatMap(Times::time);
        Optional<LocalTime> to = fields.require("to", Times.TIME).flatMap(Times::time);
        Optional<ZoneId> zone = fields.require("zone", Times.ZONE).flatMap(Times::zone);
        List<Alias.Goal> targets =
                fields.require("targets", "a list of models").map(goals::read).orElse(List.of());
        if (days.isEmpty() || from.isEmpty() || to.isEmpty() || zone.isEmpty() || targets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Period(days.get(), from.get(), to.get(), zone.get(), targets));
    }
}
