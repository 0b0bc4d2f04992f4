package dev.daybook.graphql;

import dev.daybook.catalog.InvalidValue;
import dev.daybook.catalog.Slug;
import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.category.CategoryCommand.CreateCategory;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.category.CategoryName;
import dev.daybook.catalog.category.CategoryView;
import dev.daybook.eventstore.Commands;
import dev.daybook.security.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

@Controller
class CategoryController {
    private final Categories categories;
    private final Commands commands;

    CategoryController(Categories categories, Commands commands) {
        this.categories = categories;
        this.commands = commands;
    }

    record CategoryIdentifier(@Nullable String id, @Nullable String slug) {}

    record CreateCategoryInput(
            String name,
            @Nullable String slug,
            @Nullable String description,
            @Nullable String parentId) {}

    public record CategoryPayload(CategoryView category) implements Payload {}

    @QueryMapping
    Optional<CategoryView> category(@Argument CategoryIdentifier by) {
        return by.id() != null
                ? GlobalId.parse("Category", by.id()).flatMap(categories::findById)
                : Optional.ofNullable(by.slug()).flatMap(categories::findBySlug);
    }

    @QueryMapping
    List<CategoryView> categories(@Argument @Nullable String parentId) {
        return parentId == null
                ? categories.findByParentIdIsNullOrderByNameAscIdAsc()
                : GlobalId.parse("Category", parentId)
                        .map(categories::findByParentIdOrderByNameAscIdAsc)
                        .orElse(List.of());
    }

    @SchemaMapping(typeName = "Category")
    @Nullable CompletableFuture<CategoryView> parent(CategoryView category, DataLoader<UUID, CategoryView> categories) {
        return category.parentId() == null ? null : categories.load(category.parentId());
    }

    @SchemaMapping(typeName = "Category")
    CompletableFuture<List<CategoryView>> children(
            CategoryView category, DataLoader<UUID, List<CategoryView>> childCategories) {
        return childCategories.load(category.id());
    }

    @SchemaMapping(typeName = "Category")
    CompletableFuture<List<CategoryView>> ancestors(
            CategoryView category, DataLoader<UUID, List<CategoryView>> ancestorCategories) {
        return ancestorCategories.load(category.id());
    }

    @MutationMapping
    CategoryPayload createCategory(@Argument CreateCategoryInput input, Viewer viewer) {
        var in = new InputReader("input");
        var name = in.read("name", input.name(), CategoryName::new);
        var slug = in.readOptional("slug", input.slug(), CategoryController::slug);
        var description = in.readOptional("description", input.description(), ProductController::description);
        var parent = in.readOptionalId("parentId", "Category", input.parentId(), CategoryId::new);
        var id = CategoryId.random();
        commands.send(
                in.whenValid(() -> new CreateCategory(id, name.get(), slug.get(), description.get(), parent.get())),
                viewer.actor());
        return new CategoryPayload(categories.findById(id.value()).orElseThrow());
    }

    private static Slug slug(String typed) {
        InvalidValue.unlessText(typed, 100);
        return new Slug(typed);
    }
}
