import { exportUsers } from "@/lib/admin/users/export-users";
import { userFields, userList } from "@/lib/admin/users/fields";
import { parseUserQuery } from "@/lib/admin/users/parse-user-query";
import { adminListExport } from "../../../_export";
import { listFile, refuseNotices } from "../../../_list-file";

export const dynamic = "force-dynamic";

export const GET = adminListExport(async (ctx, params) => {
  const { filters, sort, notices } = parseUserQuery(Object.fromEntries(params));
  refuseNotices(notices);
  const pages = exportUsers(ctx, { filters, sort });
  return listFile(ctx, { list: userList.name, fields: userFields, pages, params, idHeader: "User ID" });
});
