/// Random walks against a model: what users, providers and failures do, in any order.
package io.correo.sync.model;
