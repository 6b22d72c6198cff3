package dev.didact.api.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// The form that an answer shall have: a JSON object with these fields, all of them required.
///
/// The engine asks for it in the way that the model understands, reads the answer, and hands over its [Fields]. An
/// answer of another form is asked again as often as the recipe allows, and is a [Reply.Failed] after that.
///
/// @param name what the object is: `verdict`
/// @param fields its fields, in order
public record Shape(String name, List<Field> fields) {
    public Shape {
        requireNonNull(name, "name");
        requireNonNull(fields, "fields");
        fields = List.copyOf(fields);
    }

    /// One field.
    ///
    /// @param name its name
    /// @param type what it holds
    /// @param description what to write there, for the model
    /// @param oneOf the only texts allowed; empty for any
    public record Field(String name, Type type, String description, List<String> oneOf) {
        public Field {
            requireNonNull(name, "name");
            requireNonNull(type, "type");
            requireNonNull(description, "description");
            requireNonNull(oneOf, "oneOf");
            oneOf = List.copyOf(oneOf);
        }

        /// A field of text.
        public static Field text(String name, String description) {
            return new Field(name, Type.TEXT, description, List.of());
        }

        /// A field that holds one of these texts.
        public static Field oneOf(String name, String description, List<String> allowed) {
            return new Field(name, Type.TEXT, description, allowed);
        }
    }

    /// What a field holds.
    public enum Type {
        /// A text.
        TEXT,
        /// A finite number.
        NUMBER,
        /// True or false.
        FLAG,
        /// A list of texts.
        TEXTS
    }
}
