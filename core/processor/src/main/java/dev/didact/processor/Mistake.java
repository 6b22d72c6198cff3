package dev.didact.processor;

import javax.lang.model.element.Element;

/// Something in the source that an author has to mend; shown by the compiler at the element.
final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Element element;

    /// @param message what is wrong, with the value, and the cure
    Mistake(Element element, String message) {
        super(message);
        this.element = element;
    }

    Element element() {
        return element;
    }
}
