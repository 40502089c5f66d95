import { index, route } from '@react-router/dev/routes'

/** Pages of the operator's people, under /office. */
export const office = [
  index('routes/office/today.tsx'),
  route('orders', 'routes/office/orders.tsx'),
  route('orders/:orderId', 'routes/office/order.tsx'),
  route('customers', 'routes/office/customers.tsx'),
  route('customers/:companyId', 'routes/office/customer.tsx'),
  route('contracts', 'routes/office/contracts.tsx'),
  route('contracts/new', 'routes/office/new-contract.tsx'),
  route('contracts/:contractId', 'routes/office/contract.tsx'),
  route('groups', 'routes/office/groups.tsx'),
  route('groups/:groupId', 'routes/office/group.tsx'),
  route('applications', 'routes/office/applications.tsx'),
  route('products', 'routes/office/products.tsx'),
  route('products/:productId', 'routes/office/product.tsx'),
  route('price-lists', 'routes/office/price-lists.tsx'),
  route('price-lists/:priceListId', 'routes/office/price-list.tsx'),
  route('search', 'routes/office/search.tsx'),
  route('demand', 'routes/office/demand.tsx'),
  route('warehouses', 'routes/office/warehouses.tsx'),
  route('stock-display', 'routes/office/stock-display.tsx'),
  route('mails', 'routes/office/mails.tsx'),
  route('jobs', 'routes/office/jobs.tsx'),
  route('exchange', 'routes/office/exchange.tsx'),
  route('exchange/jobs/:jobId', 'routes/office/exchange-job.tsx'),
]
