/// Every call to a model: identity, record, batch, transport, shape. Plugins ask by value and never see any of it.
@NullMarked
package dev.didact.engine.internal.model;

import org.jspecify.annotations.NullMarked;
