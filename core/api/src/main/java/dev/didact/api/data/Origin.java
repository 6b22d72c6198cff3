package dev.didact.api.data;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// The facts about where a document comes from: how it was got, whose it is, under which licence, with which wishes of
/// its owner.
///
/// Times are not part of it, so that the same inputs give the same records; they are in the journal.
///
/// @param method how it was got
/// @param uri where it was got from: a path relative to the recipe, an address, or the name of the source that made it
/// @param sha256 hash of the whole document's bytes, 64 hexadecimal digits
/// @param bytes length of the whole document
/// @param creators who made it, as far as is known
/// @param licence what is known of its licence
/// @param preferences what its owner wishes
public record Origin(
        Method method,
        String uri,
        String sha256,
        long bytes,
        List<String> creators,
        Licence licence,
        List<Preference> preferences) {
    public Origin {
        requireNonNull(method, "method");
        requireNonNull(uri, "uri");
        requireNonNull(sha256, "sha256");
        requireNonNull(creators, "creators");
        requireNonNull(licence, "licence");
        requireNonNull(preferences, "preferences");
        creators = List.copyOf(creators);
        preferences = List.copyOf(preferences);
    }

    /// How a document was got.
    public enum Method {
        /// Made by the source itself from a random seed.
        GENERATED,
        /// Read from a file.
        FILE,
        /// Fetched from an address.
        HTTP,
        /// Read from a server of databases.
        DATABASE,
        /// Given with the input line of a command.
        INPUT,
        /// Nobody said.
        UNKNOWN
    }
}
