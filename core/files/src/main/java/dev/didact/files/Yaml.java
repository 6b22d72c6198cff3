package dev.didact.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// YAML as a tree that knows where everything stands.
final class Yaml {
    private static final int LIMIT = 1024 * 1024;

    private Yaml() {}

    /// Something in a YAML text that is not as it should be; the message begins with line and column, from 1.
    static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;

        Mistake(Optional<Mark> where, String what) {
            super(where.map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ": ")
                            .orElse("1:1: ")
                    + what);
        }
    }

    /// The entries of a text that is one mapping.
    static Map<String, Node> mapping(String text) throws Mistake {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(LIMIT).build();
        Optional<Node> root;
        try {
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new Mistake(e.getProblemMark(), e.getProblem() == null ? "no YAML" : e.getProblem());
        } catch (YamlEngineException | StackOverflowError e) {
            throw new Mistake(Optional.empty(), "no YAML: " + e.getMessage());
        }
        if (root.isEmpty()) {
            throw new Mistake(Optional.empty(), "there is nothing in it");
        }
        return mapping(root.get());
    }

    /// The entries of a mapping.
    static Map<String, Node> mapping(Node node) throws Mistake {
        if (!(node instanceof MappingNode mapping)) {
            throw new Mistake(node.getStartMark(), "keys with values belong here");
        }
        var entries = new LinkedHashMap<String, Node>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entries.put(text(entry.getKeyNode()), entry.getValueNode()) != null) {
                throw new Mistake(
                        entry.getKeyNode().getStartMark(), "key '" + text(entry.getKeyNode()) + "' is there twice");
            }
        }
        return entries;
    }

    /// The entries of a mapping that may have these keys and no others.
    static Map<String, Node> mapping(Node node, List<String> keys) throws Mistake {
        return only(mapping(node), keys);
    }

    /// The same entries, whose keys must be among these.
    static Map<String, Node> only(Map<String, Node> entries, List<String> keys) throws Mistake {
        for (var entry : entries.entrySet()) {
            if (!keys.contains(entry.getKey())) {
                throw new Mistake(
                        entry.getValue().getStartMark(),
                        "unknown key '" + entry.getKey() + "'; there are " + String.join(", ", keys));
            }
        }
        return entries;
    }

    /// A value that is one text.
    static String text(Node node) throws Mistake {
        if (!(node instanceof ScalarNode scalar)) {
            throw new Mistake(node.getStartMark(), "one text belongs here");
        }
        return scalar.getValue();
    }

    /// The text at a key; nothing where the key is absent.
    static Optional<String> text(Map<String, Node> entries, String key) throws Mistake {
        Node node = entries.get(key);
        return node == null ? Optional.empty() : Optional.of(text(node));
    }

    /// The texts at a key; none where the key is absent.
    static List<String> texts(Map<String, Node> entries, String key) throws Mistake {
        Node node = entries.get(key);
        return node == null ? List.of() : texts(node);
    }

    /// The entries of the mapping at a key, which may have these keys and no others; none where the key is absent.
    static Map<String, Node> group(Map<String, Node> entries, String key, List<String> keys) throws Mistake {
        Node node = entries.get(key);
        return node == null ? Map.of() : mapping(node, keys);
    }

    /// A list of texts; one text is a list of one.
    static List<String> texts(Node node) throws Mistake {
        if (!(node instanceof SequenceNode list)) {
            return List.of(text(node));
        }
        var texts = new ArrayList<String>();
        for (Node element : list.getValue()) {
            texts.add(text(element));
        }
        return texts;
    }

    /// A list.
    static List<Node> list(Node node) throws Mistake {
        if (!(node instanceof SequenceNode list)) {
            throw new Mistake(node.getStartMark(), "a list belongs here");
        }
        return list.getValue();
    }
}
