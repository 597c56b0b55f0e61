// A shop back office as a heap: orders, customers, caches, listeners, queues. One unit of scale is about 43,000 heap nodes (3.7 MB of snapshot).
import { EventEmitter } from 'node:events';

class Money {
  constructor(amount, currency) {
    this.amount = amount;
    this.currency = currency;
  }
}

class LineItem {
  constructor(sku, quantity, price) {
    this.sku = sku;
    this.quantity = quantity;
    this.price = new Money(price, 'EUR');
  }
}

class Customer {
  constructor(id) {
    this.id = id;
    this.email = `customer-${id}@shop.example`;
    this.address = { street: `Street ${id}`, city: CITIES[id % CITIES.length], zip: 10000 + (id % 89999) };
    this.preferences = new Map([
      ['language', LANGUAGES[id % LANGUAGES.length]],
      ['newsletter', id % 3 === 0],
    ]);
  }
}

class Order {
  constructor(id, customer, catalog) {
    this.id = id;
    this.customer = customer;
    this.lines = Array.from(
      { length: 1 + (id % 4) },
      (_, i) => new LineItem(catalog[(id * 7 + i) % catalog.length].sku, i + 1, id / 7 + i),
    );
    this.history = [
      { at: 1_700_000_000_000 + id, state: 'created', by: customer.email },
      { at: 1_700_000_060_000 + id, state: id % 5 === 0 ? 'cancelled' : 'paid', by: null },
    ];
    this.note = id % 3 === 0 ? `Order ${id}: ring twice` : null;
    this.shipping =
      id % 2 === 0
        ? {
            carrier: 'post',
            tracking: `TR${id * 7919}`,
            parcels: [{ weight: id / 10, dims: [10, 20, id % 30] }],
          }
        : undefined;
  }
}

class Shipment extends EventEmitter {
  constructor(order) {
    super();
    this.order = order;
    this.on('delivered', () => this.order.id);
  }
}

class Vec3 {
  constructor(x, y, z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }
}

class QueueEntry {
  constructor(job, next) {
    this.job = job;
    this.next = next;
  }
}

class LeakySession {
  constructor(id) {
    this.id = id;
    this.user = { name: `user-${id}`, tokens: [id, id + 1, id + 2] };
    this.seen = new Date(1_700_000_000_000 + id);
  }
}

const CITIES = ['Berlin', 'Oslo', 'Lima', 'Kyoto', 'Accra', 'Quito', 'Riga'];
const LANGUAGES = ['de', 'nb', 'es', 'ja', 'en', 'lv'];
const ORDERS_PER_UNIT = 1000;
const leakedSessions = new Map();

export class ShopApp {
  constructor() {
    this.catalog = Array.from({ length: 500 }, (_, i) => ({
      sku: `SKU-${i}`,
      title: `Article ${i}`,
      price: i + 0.99,
      tags: new Set([`t${i % 10}`, `c${i % 7}`]),
    }));
    this.orders = new Map();
    this.customers = new Map();
    this.byCity = {};
    this.shipments = [];
    this.handlers = new Map();
    this.queue = null;
    this.pages = [];
    this.metrics = [];
    this.sessionsOf = new WeakMap();
    this.bus = new EventEmitter();
    this.bus.setMaxListeners(0);
    this.timers = [];
    this.nextId = 1;
  }

  /** Adds one unit of everything. */
  addUnit() {
    const { nextId: first } = this;
    for (let id = first; id < first + ORDERS_PER_UNIT; id++) this.#addOrder(id);
    this.nextId = first + ORDERS_PER_UNIT;
    for (let i = 0; i < 1000; i++)
      this.queue = new QueueEntry({ kind: 'mail', orderId: first + i }, this.queue);
    for (let i = 0; i < 20; i++) {
      this.pages.push(Array.from({ length: 100 }, (_, k) => `<li class="row">${first + i}/${k}</li>`));
      this.metrics.push(
        new Float64Array(64),
        Array.from({ length: 64 }, (_, k) => first + i + k / 3),
      );
      this.timers.push(setInterval(() => this.orders.size + i, 2 ** 30));
    }
  }

  #addOrder(id) {
    if (id % 2 === 1) {
      const customer = new Customer(id);
      this.customers.set(customer.email, customer);
      (this.byCity[customer.address.city] ??= []).push(customer);
      this.lastCustomer = customer;
    }
    const order = new Order(id, this.lastCustomer, this.catalog);
    this.orders.set(id, order);
    this.sessionsOf.set(order, { views: id % 9, last: new Vec3(id, id / 2, -id) });
    if (id % 4 === 0) this.shipments.push(new Shipment(order));
    this.handlers.set(id, makeHandler(order));
    if (id % 20 === 0) this.bus.on(`order:${id}`, this.handlers.get(id));
  }

  /** Drops 5 % of the orders and adds 1,000 vectors: work that is no leak. */
  churn() {
    for (const id of this.orders.keys()) {
      if (id % 20 !== 7) continue;
      this.orders.delete(id);
      this.handlers.delete(id);
    }
    this.vectors = Array.from({ length: 1000 }, (_, i) => new Vec3(i, i / 3, -i));
  }

  /** What a diff must find: sessions in a module's Map, a tenth as many listeners on the bus, 500 timers. */
  leak(sessions) {
    for (let i = 0; i < sessions; i++)
      leakedSessions.set(`session-${leakedSessions.size}`, new LeakySession(i));
    for (let i = 0; i < sessions / 10; i++) this.bus.on('price', makePriceListener(i));
    for (let i = 0; i < 500; i++) this.timers.push(setInterval(() => i, 2 ** 30));
  }
}

function makeHandler(order) {
  const label = order.id % 2 ? `order ${order.id}` : 'order';
  return (event) => `${label} ${event} ${order.customer.id}`;
}

function makePriceListener(seed) {
  const recent = [seed];
  return function onPrice(price) {
    recent.push(price);
  };
}
