package dev.didact.shell.language;

import java.util.List;

/// The names that exist at this moment, read from memory or from a folder listing: never from a network, never by
/// loading a plugin's code, because it is asked on every key.
public interface Vocabulary {

    /// The names of a kind with their descriptions.
    List<Term> names(Reference kind);

    /// The parameters of a component, as paths such as `with.length`, for lines like `use generator essay …`.
    List<Term> parameters(String kind, String component);

    /// Files and folders whose path begins with the text, folders ending in `/`.
    List<Term> files(String beginning);

    /// A vocabulary without a single name.
    static Vocabulary empty() {
        return new Vocabulary() {
            @Override
            public List<Term> names(Reference kind) {
                return List.of();
            }

            @Override
            public List<Term> parameters(String kind, String component) {
                return List.of();
            }

            @Override
            public List<Term> files(String beginning) {
                return List.of();
            }
        };
    }
}
