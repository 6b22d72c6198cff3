/// Items and samples, and where they come from: documents, passages, licences, provenance.
@NullMarked
package dev.didact.api.data;

import org.jspecify.annotations.NullMarked;
