package shop.basket;
import jakarta.persistence.*;
@Entity @Table(name="items") public class Item { @Id Long id; @Column String sku; }
