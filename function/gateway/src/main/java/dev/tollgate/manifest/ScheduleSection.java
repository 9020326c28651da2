package dev.tollgate.manifest;

import dev.tollgate.route.Alias;
import dev.tollgate.route.SchedulePeriod;
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

    private final TargetList targetList;

    ScheduleSection(TargetList targetList) {
        this.targetList = targetList;
    }

    List<SchedulePeriod> read(YamlValue value) {
        List<SchedulePeriod> periods = new ArrayList<>();
        for (YamlValue element : value.elements()) {
            period(element).ifPresent(period -> {
                periods.stream()
                        .filter(other -> PeriodOverlap.of(other, period))
                        .findFirst()
                        .ifPresent(other -> element.error("expected times that no other period covers, got some of "
                                + value.path() + "[" + periods.indexOf(other) + "]"));
                periods.add(period);
            });
        }
        return periods;
    }

    private Optional<SchedulePeriod> period(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        Optional<Set<DayOfWeek>> days = fields.find("days").isEmpty()
                ? Optional.of(Set.of(DayOfWeek.values()))
                : fields.find("days").flatMap(WeekdayReader::read);
        Optional<LocalTime> from = fields.require("from", TimeReader.TIME).flatMap(TimeReader::time);
        Optional<LocalTime> to = fields.require("to", TimeReader.TIME).flatMap(TimeReader::time);
        Optional<ZoneId> zone = fields.require("zone", TimeReader.ZONE).flatMap(TimeReader::zone);
        List<Alias.TargetSpec> targets = fields.require("targets", "a list of models")
                .map(targetList::read)
                .orElse(List.of());
        if (days.isEmpty() || from.isEmpty() || to.isEmpty() || zone.isEmpty() || targets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SchedulePeriod(days.get(), from.get(), to.get(), zone.get(), targets));
    }
}
