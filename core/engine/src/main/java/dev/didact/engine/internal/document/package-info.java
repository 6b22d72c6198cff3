/// Documents as trees with places: YAML is read into a [dev.didact.engine.internal.document.Node], checked against a
/// schema, edited by path, bound to records, and written again.
///
/// Every fault is told at its file, line and column. Schemas are the part of JSON Schema that manifests and the recipe
/// use.
@NullMarked
package dev.didact.engine.internal.document;

import org.jspecify.annotations.NullMarked;
