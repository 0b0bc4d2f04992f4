package dev.daybook.catalog.product;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryProducts;
import dev.daybook.catalog.product.ProductCommand.LeaveCategory;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Finds the products of a category among the rows, and sends each the command to leave it. */
@Component
class CategoryProductRows implements CategoryProducts {
    private final Products products;
    private final CommandGateway commands;

    CategoryProductRows(Products products, CommandGateway commands) {
        this.products = products;
        this.commands = commands;
    }

    @Override
    public int countIn(CategoryId category) {
        return products.countInCategory(category.value());
    }

    @Override
    public Optional<String> ambiguousNameIn(CategoryId category) {
        return products.findAmbiguousNameInCategory(category.value());
    }

    @Override
    public void detachFrom(CategoryId category) {
        products.findIdsInCategory(category.value())
                .forEach(id -> commands.sendAndWait(new LeaveCategory(new ProductId(id), category)));
    }
}
