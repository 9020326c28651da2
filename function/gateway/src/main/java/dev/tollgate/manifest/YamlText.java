package dev.tollgate.manifest;

import java.io.StringReader;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML text as nodes. Nodes know their lines, and no object is ever made of a tag in the file.
 *
 * <p>The parser's own messages quote the file, secrets included, so only its short description of the problem is used.
 */
final class YamlText {
    private static final int MAX_ALIASES = 50;
    private static final int MAX_DEPTH = 30;
    private static final List<String> QUOTING =
            List.of("found undefined alias", "found undefined tag handle", "Global tag is not allowed");

    private YamlText() {}

    /** The document's root; a scalar without value where there is nothing in it. */
    static Node parse(String text, ManifestProblems manifestProblems) {
        try {
            Node root = new Yaml(options()).compose(new StringReader(text));
            return root == null ? nothing() : root;
        } catch (MarkedYAMLException wrong) {
            manifestProblems.error(lineOf(wrong), "", describe(wrong));
        } catch (YAMLException wrong) {
            manifestProblems.error(0, "", "not YAML that can be read: " + wrong.getMessage());
        }
        throw manifestProblems.failure();
    }

    /** The bounds keep a few lines of nested aliases from standing for billions of nodes. */
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

    /** These descriptions quote the value: a secret with such a first character lands here. */
    private static String describe(MarkedYAMLException wrong) {
        String problem = wrong.getProblem();
        boolean quoting = QUOTING.stream().anyMatch(problem::startsWith);
        return "not YAML: " + (quoting ? "a text that begins with * or ! must be in quotes" : problem);
    }

    private static Node nothing() {
        return new ScalarNode(Tag.NULL, "", null, null, DumperOptions.ScalarStyle.PLAIN);
    }
}
