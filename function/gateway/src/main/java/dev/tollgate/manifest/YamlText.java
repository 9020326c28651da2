package dev.tollgate.manifest;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Parses YAML text to nodes. Nodes have line numbers, and no tag in the file can create an object.
 *
 * <p>The parser's messages quote the file, including its secrets. So only its short description of a problem is shown.
 */
final class YamlText {
    private static final int MAX_ALIASES = 50;
    private static final int MAX_DEPTH = 30;
    private static final List<String> QUOTING =
            List.of("found undefined alias", "found undefined tag handle", "Global tag is not allowed");

    private YamlText() {}

    /** The document's root; a null scalar if the document is empty. */
    static Node parse(String text, ManifestProblems problems) {
        try {
            Node root = new Yaml(options()).compose(new StringReader(text));
            return root == null ? nothing() : root;
        } catch (MarkedYAMLException wrong) {
            problems.error(lineOf(wrong), "", describe(wrong));
        } catch (YAMLException wrong) {
            problems.error(0, "", "not YAML that can be read: " + wrong.getMessage());
        }
        throw problems.exception();
    }

    /**
     * The names in a section of a file without errors, in their order. It reads the file's events and keeps no nodes, which take a
     * hundred times the memory of the text.
     */
    static Set<String> names(String text, String section) {
        Set<String> names = new LinkedHashSet<>();
        Deque<Boolean> expectsName = new ArrayDeque<>();
        boolean inside = false;
        for (Event event : new Yaml(options()).parse(new StringReader(text))) {
            switch (event) {
                case CollectionStartEvent start -> {
                    completeValue(expectsName);
                    expectsName.push(start instanceof MappingStartEvent);
                }
                case CollectionEndEvent _ -> expectsName.pop();
                case ScalarEvent scalar
                when isName(expectsName) -> {
                    inside = expectsName.size() == 1 ? scalar.getValue().equals(section) : inside;
                    if (expectsName.size() == 2 && inside) {
                        names.add(scalar.getValue());
                    }
                    expectsName.pop();
                    expectsName.push(false);
                }
                case NodeEvent _ -> completeValue(expectsName);
                default -> {
                    // The beginning and the end of the document.
                }
            }
        }
        return names;
    }

    private static boolean isName(Deque<Boolean> expectsName) {
        return !expectsName.isEmpty() && expectsName.getFirst();
    }

    /** After a value, a mapping goes on with a name. A list has none; taking its elements for names does no harm in a section. */
    private static void completeValue(Deque<Boolean> expectsName) {
        if (!expectsName.isEmpty()) {
            expectsName.pop();
            expectsName.push(true);
        }
    }

    /** Limits the expansion of aliases: without limits, a few nested lines could create billions of nodes. */
    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private static int lineOf(MarkedYAMLException wrong) {
        return wrong.getProblemMark() == null ? 0 : wrong.getProblemMark().getLine() + 1;
    }

    /** Replaces the descriptions that quote a value, because a secret may start with such a character. */
    private static String describe(MarkedYAMLException wrong) {
        String problem = wrong.getProblem();
        boolean quoting = QUOTING.stream().anyMatch(problem::startsWith);
        return "not YAML: " + (quoting ? "text that starts with * or ! must be in quotes" : problem);
    }

    private static Node nothing() {
        return new ScalarNode(Tag.NULL, "", null, null, DumperOptions.ScalarStyle.PLAIN);
    }
}
