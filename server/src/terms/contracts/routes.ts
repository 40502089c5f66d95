import { listAbsentRules, removeAbsentRule, setAbsentRule } from '@portal/api/absent-goods.ts'
import {
  addSpecificationRule,
  createContract,
  getContract,
  listContracts,
  listFixedPrices,
  listSpecificationRules,
  removeFixedPrice,
  removeSpecificationRule,
  setCategoryDiscount,
  setFixedPrice,
  setFixedPriceRows,
  updateContract,
} from '@portal/api/contracts.ts'
import { setContractVolumeDiscounts } from '@portal/api/price-terms.ts'
import { listWarehouseContracts } from '@portal/api/warehouses.ts'
import { listQuantityRules, setQuantityRule, setQuantityRuleRows } from '@portal/api/quantities.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { absentRulePage, removeRule as removeAbsent, setRule as setAbsent } from './absent-rules.ts'
import { contractFor, contractPage, type CountOffered } from './contract-view.ts'
import { fixedPriceFor, fixedPricePage, type Floors } from './fixed-price-view.ts'
import { fixPricesByRows } from './fix-price-rows.ts'
import { fixPrice, unfixPrice } from './fixed-prices.ts'
import { quantityRulePage } from './quantity-rule-page.ts'
import { putQuantityRule, putQuantityRuleRows } from './quantity-rules.ts'
import { ruleFor, rulePage } from './rule-view.ts'
import { addRule, removeRule, setDiscount } from './specification.ts'
import { setVolumeDiscountsOfContract } from './volume-discounts.ts'
import { contractsOfWarehouse } from './warehouse-contracts.ts'
import { addContract, changeContract } from './write-contract.ts'

/** Contracts as the operator keeps them. */
export function mountContracts(
  app: App,
  { countOffered, floors }: { countOffered: CountOffered; floors: Floors },
): void {
  mount(app, listContracts, ({ query, context }) => contractPage(context, query))
  mount(app, getContract, ({ params, context }) => contractFor(context, params.contractId, countOffered))
  mount(app, createContract, async ({ params, body, context }) =>
    contractFor(context, await addContract(context, params.companyId, body), countOffered),
  )
  mount(app, updateContract, async ({ params, body, context }) => {
    await changeContract(context, params.contractId, body)
    return contractFor(context, params.contractId, countOffered)
  })

  mount(app, listWarehouseContracts, ({ params, query, context }) =>
    contractsOfWarehouse(context, params.warehouseId, query),
  )

  mount(app, listSpecificationRules, ({ params, query, context }) =>
    rulePage(context.db, params.contractId, query),
  )
  mount(app, addSpecificationRule, async ({ params, body, context }) =>
    ruleFor(context.db, await addRule(context, params.contractId, body)),
  )
  mount(app, removeSpecificationRule, async ({ params, context }) => {
    await removeRule(context, params.contractId, params.ruleId)
    return {}
  })

  mount(app, listFixedPrices, ({ params, query, context }) =>
    fixedPricePage(context, params.contractId, query, floors),
  )
  mount(app, setFixedPrice, async ({ params, body, context }) =>
    fixedPriceFor(context, params.contractId, await fixPrice(context, params.contractId, body), floors),
  )
  mount(app, setFixedPriceRows, ({ params, body, context }) =>
    fixPricesByRows(context, params.contractId, body.rows),
  )
  mount(app, removeFixedPrice, async ({ params, context }) => {
    await unfixPrice(context, params.contractId, params.fixedPriceId)
    return {}
  })

  mount(app, setContractVolumeDiscounts, async ({ params, body, context }) => {
    await setVolumeDiscountsOfContract(context, params.contractId, body)
    return contractFor(context, params.contractId, countOffered)
  })
  mount(app, listQuantityRules, ({ params, query, context }) =>
    quantityRulePage(context, params.contractId, query),
  )
  mount(app, setQuantityRule, async ({ params, body, context }) => {
    await putQuantityRule(context, params.contractId, params.productId, body)
    return {}
  })
  mount(app, setQuantityRuleRows, ({ params, body, context }) =>
    putQuantityRuleRows(context, params.contractId, body.rows),
  )

  mount(app, setCategoryDiscount, async ({ params, body, context }) => {
    await setDiscount(context, params.contractId, params.categoryId, body)
    return contractFor(context, params.contractId, countOffered)
  })

  mount(app, listAbsentRules, ({ query, context }) => absentRulePage(context.db, query))
  mount(app, setAbsentRule, ({ body, context }) => setAbsent(context, body))
  mount(app, removeAbsentRule, async ({ params, context }) => {
    await removeAbsent(context, params.ruleId)
    return {}
  })
}
