package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.ListPrices;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two price lists.
 *
 * @param added names that only the later list has
 * @param removed names that only the earlier list has
 * @param changed names with another price or context window
 */
public record PriceListChanges(Set<String> added, Set<String> removed, Set<String> changed) {

    public static PriceListChanges between(ListPrices before, ListPrices after) {
        Set<String> added = new TreeSet<>(after.prices().keySet());
        added.removeAll(before.prices().keySet());
        Set<String> removed = new TreeSet<>(before.prices().keySet());
        removed.removeAll(after.prices().keySet());
        Set<String> changed = new TreeSet<>(after.prices().keySet());
        changed.removeIf(name -> !before.prices().containsKey(name)
                || before.prices().get(name).equals(after.prices().get(name)));
        return new PriceListChanges(added, removed, changed);
    }

    public String text(String version, int prices) {
        StringBuilder text = new StringBuilder();
        lines(text, "+ ", added);
        lines(text, "- ", removed);
        lines(text, "~ ", changed);
        return text
                + "%d prices of %s applied: %d added, %d removed, %d changed%n"
                        .formatted(prices, version, added.size(), removed.size(), changed.size());
    }

    private static void lines(StringBuilder text, String sign, Set<String> names) {
        names.forEach(name -> text.append(sign).append(name).append('\n'));
    }

    public ObjectNode json(String version, int prices) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("version", version).put("prices", prices);
        added.forEach(node.putArray("added")::add);
        removed.forEach(node.putArray("removed")::add);
        changed.forEach(node.putArray("changed")::add);
        return node;
    }
}
