package dev.didact.processor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/// Annotations read by name, so that the processor needs no class of the API.
final class Annotations {
    private Annotations() {}

    /// The annotation of that qualified name on an element.
    static Optional<AnnotationMirror> find(Element element, String name) {
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            if (annotation.getAnnotationType().asElement() instanceof TypeElement type
                    && type.getQualifiedName().contentEquals(name)) {
                return Optional.of(annotation);
            }
        }
        return Optional.empty();
    }

    /// The values that are written out; those left to their defaults are not among them.
    static Map<String, Object> values(AnnotationMirror annotation) {
        var values = new HashMap<String, Object>();
        annotation
                .getElementValues()
                .forEach((method, value) -> values.put(method.getSimpleName().toString(), value.getValue()));
        return values;
    }
}
